import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObject, isObjectNode, items, type JsonObject } from '../document/node.ts';
import type { Dialect } from '../openapi/model.ts';
import { dialectRules } from '../schema/dialects.ts';
import { inPlace } from '../schema/in-place.ts';

/** What of a schema can be seen at a glance, its `$ref`s and `allOf` followed; undefined where nothing limits it. */
interface Outline {
  /** With `number` for `integer` too: an integer is a number. */
  readonly types: ReadonlySet<unknown> | undefined;
  readonly values: ReadonlySet<unknown> | undefined;
  readonly required: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, Node>;
  /** The names that are allowed, of an object that allows no others. */
  readonly closed: ReadonlySet<string> | undefined;
  /** Of which one holds, if so much is said. */
  readonly alternatives: readonly Node[] | undefined;
}

/** So many pairs of alternatives of alternatives are looked at in one description; then it takes reasoning. */
const mostPairs = 50_000;
/** So many unions in unions are looked into. */
const deepest = 3;

/** What a glance at two schemas tells. */
export interface Glance {
  /** True where no value can be what both say, by types, listed values and tags. False decides nothing. */
  areApart(a: Node, b: Node, dialect: Dialect): boolean;
  /** False where the one surely accepts a value that the other does not. True decides nothing. */
  mayBeWithin(inner: Node, outer: Node, dialect: Dialect): boolean;
}

/** Takes the texts of a description; gives what tells its schemas apart without reasoning. */
export function createGlance(documents: Documents): Glance {
  const outlines = new Map<unknown, Outline>();
  const outlineOf = (node: Node, dialect: Dialect): Outline => {
    let found = outlines.get(node.value);
    if (!found) outlines.set(node.value, (found = outline(documents, node, dialect)));
    return found;
  };
  const scalarsApart = (a: Outline, b: Outline): boolean =>
    disjoint(a.types, b.types) ||
    disjoint(a.values, b.values) ||
    excludes(a.types, b.values) ||
    excludes(b.types, a.values);
  let pairs = 0;
  /** Whether all alternatives of one schema are apart from another schema. */
  const unionApart = ({ alternatives }: Outline, other: Node, dialect: Dialect, depth: number): boolean => {
    if (alternatives === undefined || depth >= deepest) return false;
    return alternatives.every(
      (each) => (pairs += 1) <= mostPairs && areApart(each, other, dialect, depth + 1),
    );
  };
  const areApart = (a: Node, b: Node, dialect: Dialect, depth = 0): boolean => {
    const [one, other] = [outlineOf(a, dialect), outlineOf(b, dialect)];
    if (scalarsApart(one, other) || objectsApart(one, other, dialect)) return true;
    return unionApart(one, b, dialect, depth) || unionApart(other, a, dialect, depth);
  };
  const objectsApart = (one: Outline, other: Outline, dialect: Dialect): boolean => {
    if (!(isOnlyObject(one) && isOnlyObject(other))) return false;
    for (const [mine, theirs] of [
      [one, other],
      [other, one],
    ] as const) {
      for (const name of mine.required) {
        if (theirs.closed?.has(name) === false) return true;
        const [p, q] = [mine.properties.get(name), theirs.properties.get(name)];
        if (p && q && p.value !== q.value && scalarsApart(outlineOf(p, dialect), outlineOf(q, dialect)))
          return true;
      }
    }
    return false;
  };
  return {
    areApart: (a, b, dialect) => areApart(a, b, dialect),
    mayBeWithin(inner, outer, dialect) {
      const [one, other] = [outlineOf(inner, dialect), outlineOf(outer, dialect)];
      if (!(isOnlyObject(one) && isOnlyObject(other))) return true;
      return [...other.required].every((name) => one.required.has(name));
    },
  };
}

function outline(documents: Documents, node: Node, dialect: Dialect): Outline {
  const rules = dialectRules(dialect);
  let types: ReadonlySet<unknown> | undefined;
  let values: ReadonlySet<unknown> | undefined;
  let closed: ReadonlySet<string> | undefined;
  let alternatives: readonly Node[] | undefined;
  const required = new Set<string>();
  const properties = new Map<string, Node>();
  const parts = isObjectNode(node) ? inPlace(documents, node, rules?.refSiblings ?? true) : [];
  const nullable = rules?.nullable;
  for (const part of parts) {
    const { value } = part;
    if (nullable !== undefined && value[nullable] === true)
      return {
        types: undefined,
        values: undefined,
        required: new Set(),
        properties: new Map(),
        closed: undefined,
        alternatives: undefined,
      };
    types ??= typesOf(value);
    values ??= valuesOf(value, rules?.keywords.has('const') === true);
    const names = value['required'];
    if (Array.isArray(names))
      for (const name of names as unknown[]) if (typeof name === 'string') required.add(name);
    const declared = child(part, 'properties');
    if (isObjectNode(declared)) {
      for (const name of Object.keys(declared.value)) {
        const property = child(declared, name);
        // Of several that hold together, one is enough to tell apart by, but not to allow.
        if (property && !properties.has(name)) properties.set(name, property);
      }
    }
    const [union] = [child(part, 'oneOf'), child(part, 'anyOf')]
      .map(items)
      .filter(({ length }) => length > 0);
    alternatives ??= union;
    if (value['additionalProperties'] === false && !Object.hasOwn(value, 'patternProperties'))
      closed ??= new Set(isObject(value['properties']) ? Object.keys(value['properties']) : []);
  }
  return { types, values, required, properties, closed, alternatives };
}

function typesOf(value: JsonObject): ReadonlySet<unknown> | undefined {
  const written = value['type'];
  if (written === undefined) return undefined;
  const types = new Set<unknown>(Array.isArray(written) ? written : [written]);
  if (types.has('integer')) types.add('number');
  return types;
}

function valuesOf(value: JsonObject, withConst: boolean): ReadonlySet<unknown> | undefined {
  const listed = withConst && Object.hasOwn(value, 'const') ? [value['const']] : value['enum'];
  if (!Array.isArray(listed) || listed.some((one) => typeof one === 'object' && one !== null))
    return undefined;
  return new Set<unknown>(listed);
}

function isOnlyObject({ types }: Outline): boolean {
  return types?.size === 1 && types.has('object');
}

function disjoint(a: ReadonlySet<unknown> | undefined, b: ReadonlySet<unknown> | undefined): boolean {
  return a !== undefined && b !== undefined && ![...a].some((one) => b.has(one));
}

/** Whether none of the values has one of the types. */
function excludes(
  types: ReadonlySet<unknown> | undefined,
  values: ReadonlySet<unknown> | undefined,
): boolean {
  if (types === undefined || values === undefined) return false;
  return ![...values].some((value) => types.has(value === null ? 'null' : typeof value));
}
