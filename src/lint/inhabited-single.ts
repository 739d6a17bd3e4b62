import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, items, valueIn, type JsonObject } from '../document/node.ts';
import type { Dialect } from '../openapi/model.ts';
import { refTarget } from '../schema/in-place.ts';
import { sampleOf } from './pattern-sample.ts';
import { namedTypes, ofObjects, type Saying } from './sayings.ts';

const ofArrays: ReadonlySet<string> = new Set(['type', 'items', 'minItems', 'maxItems', 'uniqueItems']);
const ofScalars: ReadonlySet<string> = new Set([
  ...['type', 'minLength', 'maxLength', 'pattern', 'multipleOf'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
]);
const ofTypes: ReadonlySet<string> = new Set([...ofObjects, ...ofArrays, ...ofScalars]);
const ofEnums: ReadonlySet<string> = new Set(['type', 'enum', 'minLength', 'maxLength']);
const ofConstants: ReadonlySet<string> = new Set(['type', 'const']);
const ofAnyOf: ReadonlySet<string> = new Set(['anyOf', 'discriminator', 'type']);
const ofOneOf: ReadonlySet<string> = new Set(['oneOf', 'discriminator', 'type']);
const justType: ReadonlySet<string> = new Set(['type']);

/** Takes a schema; gives false where it accepts nothing at all. */
export type IsInhabited = (node: Node, dialect: Dialect) => boolean;

/**
 * Takes the texts of a description, whether a schema accepts something beyond doubt, and what decides about one by
 * reasoning; gives whether one that has nothing beside it accepts something beyond doubt.
 */
export function createSingle(
  documents: Documents,
  certain: IsInhabited,
  decide: IsInhabited,
): (saying: Saying, dialect: Dialect) => boolean {
  const scalars = new Map<string, boolean>();

  const isSingle = ({ part, keywords }: Saying, dialect: Dialect): boolean => {
    const { value } = part;
    const only = (names: ReadonlySet<string>) => keywords.every((name) => names.has(name));
    const types = namedTypes(value['type']);
    if (only(ofAnyOf)) {
      const branches = items(child(part, 'anyOf'));
      return branches.some(
        (branch) => (types === undefined || hasOneOf(types, branch)) && certain(branch, dialect),
      );
    }
    if (only(ofOneOf)) {
      const branches = items(child(part, 'oneOf'));
      // That alternatives shut each other out though they differ is another rule's.
      return branches.some(
        (branch) =>
          (types === undefined || hasOneOf(types, branch)) &&
          certain(branch, dialect) &&
          branches.every((other) => other === branch || !saysTheSame(branch, other)),
      );
    }
    if (Object.hasOwn(value, 'enum')) {
      const listed = value['enum'];
      if (!Array.isArray(listed) || !only(ofEnums)) return false;
      return (listed as unknown[]).some(
        (one) => (types?.has(typeName(one)) ?? true) && (typeof one !== 'string' || fits(one, value)),
      );
    }
    if (Object.hasOwn(value, 'const'))
      return only(ofConstants) && (types?.has(typeName(value['const'])) ?? true);
    // Keywords of one type say nothing about the others.
    if (types === undefined || types.has('boolean')) return only(ofTypes);
    if (types.has('null') && only(justType)) return true;
    if (types.has('string') || types.has('number') || types.has('integer'))
      return only(ofScalars) && isScalar(part, keywords, dialect);
    if (!types.has('array') || !only(ofArrays) || !inOrder(value, 'minItems', 'maxItems')) return false;
    const least = value['minItems'] ?? 0;
    if (least === 0) return true;
    if (value['uniqueItems'] === true && least !== 1) return false;
    const item = child(part, 'items');
    return item === undefined || certain(item, dialect);
  };

  /** Whether a schema, or what it refers to, names one of the types itself. */
  const hasOneOf = (types: ReadonlySet<unknown>, branch: Node): boolean => {
    const named = valueIn(refTarget(documents, branch) ?? branch, 'type');
    return named !== undefined && types.has(named);
  };

  /** Of strings and numbers, which of all say the same again and again. */
  const isScalar = (part: Node<JsonObject>, keywords: readonly string[], dialect: Dialect): boolean => {
    const { value } = part;
    if (isWithinBounds(value, keywords)) return true;
    const key = JSON.stringify(keywords.map((name) => [name, value[name]]));
    let inhabited = scalars.get(key);
    if (inhabited === undefined) {
      const pattern = value['pattern'];
      const sample = typeof pattern === 'string' ? sampleOf(pattern) : undefined;
      const types = namedTypes(value['type']);
      inhabited =
        (types?.has('string') === true && sample !== undefined && fits(sample, value)) ||
        decide(part, dialect);
      scalars.set(key, inhabited);
    }
    return inhabited;
  };

  return isSingle;
}

/** Whether a text has a length that is allowed. Within the basic plane, UTF-16 units are characters. */
function fits(text: string, value: JsonObject): boolean {
  const { length } = text;
  const [least, most] = [value['minLength'] ?? 0, value['maxLength'] ?? Infinity];
  return length >= Number(least) && length <= Number(most) && !/[\ud800-\udfff]/.test(text);
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
}

function inOrder(value: JsonObject, low: string, high: string): boolean {
  const [least, most] = [value[low], value[high]];
  return least === undefined || most === undefined || Number(least) <= Number(most);
}

/** Takes two schemas; gives whether they are one, or refer to one in the same words. */
export function saysTheSame(a: Node, b: Node): boolean {
  if (a.value === b.value) return true;
  const [one, other] = [valueIn(a, '$ref'), valueIn(b, '$ref')];
  return typeof one === 'string' && one === other && a.document === b.document;
}

/** Of numbers between two bounds and texts of a length between two: whether there are any. */
function isWithinBounds(value: JsonObject, keywords: readonly string[]): boolean {
  const says = (...names: readonly string[]) =>
    keywords.every((name) => name === 'type' || names.includes(name));
  const { type, format } = value as Readonly<Record<string, unknown>>;
  if (type === 'string' && format === undefined && says('minLength', 'maxLength'))
    return Number(value['minLength'] ?? 0) <= Number(value['maxLength'] ?? Infinity);
  if ((type !== 'number' && type !== 'integer') || !says('minimum', 'maximum')) return false;
  const least = Number(value['minimum'] ?? Math.min(0, Number(value['maximum'])));
  const found = type === 'integer' ? Math.ceil(least) : least;
  // As small as any format takes.
  return found <= Number(value['maximum'] ?? Infinity) && Math.abs(found) < 2 ** 31;
}
