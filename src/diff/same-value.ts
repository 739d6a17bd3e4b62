import { isObject } from '../document/node.ts';
import { unfoldsBeyond } from '../document/unfolded-size.ts';
import { unfoldedSize } from '../schema/size.ts';

/** As many parts as are compared before what was compared is remembered: nearly all values have fewer. */
const fewParts = 10_000;
/** Of a value with more parts, counted as often as they are reached, nothing is written out. */
const mostShown = 1_000;
const mostCharacters = 60;
/** Of one with more, no text is made at all. */
const mostWritten = 100_000;

/**
 * Takes two JSON values; gives whether they are the same, whatever the order of members. Through YAML aliases a value
 * may unfold to far more than was written: what both share is compared once.
 */
export function sameValue(a: unknown, b: unknown): boolean {
  let left = fewParts;
  const known = new Map<object, Set<object>>();
  const same = (one: unknown, other: unknown): boolean => {
    if (one === other) return true;
    if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
    if (left > 0) left -= 1;
    else if (known.get(one)?.has(other)) return true;
    const equal = Array.isArray(one) ? sameItems(one, other) : sameMembers(one, other);
    // A difference ends the comparison, so that only what is the same is asked for again.
    if (equal && left === 0) known.set(one, (known.get(one) ?? new Set<object>()).add(other));
    return equal;
  };
  const sameItems = (one: readonly unknown[], other: object): boolean =>
    Array.isArray(other) &&
    one.length === other.length &&
    one.every((item, index) => same(item, (other as readonly unknown[])[index]));
  const sameMembers = (one: object, other: object): boolean => {
    if (!isObject(one) || !isObject(other)) return false;
    const keys = Object.keys(one);
    if (keys.length !== Object.keys(other).length) return false;
    return keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]));
  };
  return same(a, b);
}

/** Takes a JSON value; gives it as JSON, of one too large to be written out the kind of its brackets. */
export function wholeText(value: unknown): string {
  if (unfoldsBeyond(value, mostWritten)) return Array.isArray(value) ? '[…]' : '{…}';
  // JSON would write Infinity, as which 1e400 is read, as null.
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing');
}

/** Takes a JSON value; gives it as JSON, cut where that is long. */
export function shownValue(value: unknown): string {
  if (unfoldedSize(value) > mostShown) return Array.isArray(value) ? '[…]' : '{…}';
  const text = wholeText(value);
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters - 1)}…` : text;
}

/** Members that hold what is compared apart. */
const structure = new Set([
  ...['paths', 'webhooks', 'components', 'definitions', 'info', 'servers', 'security', 'securityDefinitions'],
  ...['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query', 'additionalOperations'],
  ...['parameters', 'requestBody', 'responses', 'callbacks', 'content', 'schema', 'itemSchema', 'headers'],
  ...['links', 'encoding', 'properties', 'patternProperties', 'additionalProperties', 'items', 'prefixItems'],
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'contains', 'enum', 'required', '$defs'],
]);

/** Takes two objects of descriptions; gives whether all that they say themselves, not what is in them, is the same. */
export function saysSame(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): boolean {
  for (const key in a) if (!structure.has(key) && !sameValue(a[key], b[key])) return false;
  for (const key in b) if (!structure.has(key) && !Object.hasOwn(a, key)) return false;
  return true;
}
