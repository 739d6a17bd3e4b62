import type { Document, Node } from '../document/document.ts';
import { holderOf, isObject, keyOf } from '../document/node.ts';
import type { FieldType } from './structure/field.ts';
import { describeValue } from './structure/problem.ts';
import type { ObjectTable, StructureTable } from './structure/table.ts';
import type { ObjectVisit } from './visits.ts';

/** What is known where a reference leads to. */
export interface TargetContext {
  readonly table: StructureTable;
  /** What each object was first read as. */
  readonly visited: ReadonlyMap<unknown, ObjectVisit>;
  /** Whether `true` and `false` are schemas: since 3.1. */
  readonly modern: boolean;
  readonly root: Document;
}

/**
 * Takes what a reference leads to and what is expected there; gives what stands there instead, for a message that
 * goes on with what was expected: `a Response Object, not to`. Undefined where it may be what is expected.
 */
export function unfitTarget(
  target: Node,
  type: FieldType,
  { table, visited, modern, root }: TargetContext,
): string | undefined {
  const { value, document } = target;
  if (type.is === 'array' ? !Array.isArray(value) : !isObject(value)) {
    const schema = type.is === 'object' && type.kind === 'schema' && modern && typeof value === 'boolean';
    if (schema) return undefined;
    const found = describeValue(value);
    return found === 'an object' ? 'something else than' : `${found}, not to`;
  }
  const visit = visited.get(value);
  // What only references lead to may be read in more than one way, but as a map of what it is itself.
  const settled = visit?.parent !== undefined || visit?.kind === 'root';
  if (visit && (type.is !== 'object' || (settled && visit.kind !== type.kind))) {
    return `${titled(table[visit.kind])}, not to`;
  }
  if (visit !== undefined || type.is !== 'object') return undefined;
  const containers = /^\/(?:components(?:\/\w+)?|definitions|parameters|responses)$/;
  if (document === root && containers.test(target.pointer)) return 'a map of definitions, not to';
  const map = mapField(target, visited, table);
  return map === undefined ? undefined : `the map ${JSON.stringify(map)}, not to`;
}

/** Where a target is a field of an object that has a map of others there, as `properties` of a schema: the field's name. */
function mapField(
  target: Node,
  visited: TargetContext['visited'],
  table: StructureTable,
): string | undefined {
  const key = keyOf(target);
  const holder = key === undefined ? undefined : holderOf(target);
  const visit = holder && visited.get(holder.value);
  if (visit?.parent === undefined || key === undefined) return undefined;
  return table[visit.kind].fields.get(key)?.is === 'map' ? key : undefined;
}

/** Takes what a version says of a kind of object; gives its title with an article. */
export function titled({ title }: ObjectTable): string {
  return `${/^[AEIOU]/.test(title) ? 'an' : 'a'} ${title}`;
}
