import type { Node } from '../../document/document.ts';
import { child, isObject, type JsonObject } from '../../document/node.ts';
import type { Dialect, OpenApiVersion } from '../model.ts';
import { conditions } from './conditions/conditions.ts';
import { text, type FieldType } from './field.ts';
import type { ObjectKind } from './kinds.ts';
import { nameList } from './problem.ts';
import type { ObjectTable, StructureTable } from './table.ts';
import { reportUnknown, type UnknownOutcome } from './unknown.ts';
import { checkValue, type ValueContext } from './value.ts';

/** What checking an object needs, and what it hands on. */
export interface CheckContext extends ValueContext {
  readonly version: OpenApiVersion;
  readonly table: StructureTable;
}

const nothingUnknown: UnknownOutcome = { meant: new Set(), replaced: false };

/**
 * Takes an object, its kind, and of a schema its dialect; reports how it differs from what the specification of the version says of that
 * kind, each mistake once, and hands on the objects inside it. Goes one object deep.
 */
export function checkObject(
  context: CheckContext,
  node: Node<JsonObject>,
  kind: ObjectKind,
  dialect?: Dialect,
): void {
  const table = context.table[kind];
  const { value } = node;
  let unknown: string[] | undefined;
  for (const key in value) {
    const type = key === '$ref' && table.reference ? text : fieldType(table, key);
    if (type === undefined) (unknown ??= []).push(key);
    else if (type !== 'extension') checkValue(context, node, key, value[key], type);
  }
  // What was meant to stand here is behind the reference that this is not.
  if (table.reference && Object.hasOwn(value, '$ref') && typeof value['$ref'] !== 'string') return;
  const { report } = context;
  const outcome = unknown ? reportUnknown(node, table, context.version, unknown, report) : nothingUnknown;
  checkRequired(context, node, table, outcome);
  conditions.get(kind)?.({
    node,
    value,
    version: context.version,
    dialect,
    title: `the ${table.title}`,
    ...outcome,
    report,
  });
}

/** Whether an object stands for another by `$ref`, and needs none of the fields of its kind. */
export function isReference(
  table: ObjectTable,
  value: unknown,
): value is JsonObject & { readonly $ref: string } {
  if (!isObject(value) || !Object.hasOwn(value, '$ref') || typeof value['$ref'] !== 'string') return false;
  // Here any name is one that the author chose.
  return table.kind !== 'scopes' && table.kind !== 'securityRequirement';
}

function fieldType(table: ObjectTable, key: string): FieldType | 'extension' | undefined {
  const type = table.fields.get(key);
  if (type !== undefined) return type;
  if (table.extensible && key.startsWith('x-')) return 'extension';
  return table.patterned?.names.test(key) === true ? table.patterned.type : undefined;
}

function checkRequired(
  context: CheckContext,
  node: Node<JsonObject>,
  table: ObjectTable,
  { meant, replaced }: UnknownOutcome,
): void {
  if (replaced || table.required.length === 0) return;
  let lacking: string[] | undefined;
  for (const name of table.required) {
    if (!Object.hasOwn(node.value, name) && !meant.has(name)) (lacking ??= []).push(name);
  }
  if (lacking === undefined) return;
  for (const name of lacking) {
    context.report({
      code: 'field-missing',
      node,
      part: 'key',
      message: `the ${table.title} lacks ${nameList([name])}`,
    });
  }
}

/** Reports a `$ref` where the specification allows none. */
export function reportStrayReference(context: ValueContext, node: Node, what: string): void {
  context.report({
    code: 'ref-misplaced',
    node: child(node, '$ref') ?? node,
    part: 'key',
    message: `a $ref cannot stand for ${what}`,
  });
}
