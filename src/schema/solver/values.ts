import type { Node } from '../../document/document.ts';
import { isObject } from '../../document/node.ts';

/** Takes a JSON value; gives a text that two values share if and only if JSON Schema calls them equal. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'undefined';
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** In characters, about: a longer text of a value is not made. */
const mostCharacters = 5_000_000;

/** Whether a value is too long to be compared: through YAML aliases one may unfold to more than can be written. */
export function isTooLong(value: unknown): boolean {
  return sizeOf(value) > mostCharacters;
}

/** Takes a node; gives a text that it shares with those alike, of one whose value is too long with itself alone. */
export function tokenOf(node: Node): string {
  return isTooLong(node.value) ? `${node.document.uri}#${node.pointer}` : canonical(node.value);
}

/** Takes members; gives them as an object. `__proto__` becomes an ordinary member. */
export function toObject(members: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  return Object.fromEntries(members);
}

/** Takes a text; gives its length as `minLength` and `maxLength` count it: in code points. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const sizes = new WeakMap<object, number>();

/** Takes a JSON value, which is never changed; gives about how many characters it is long. Parts are shared. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return String(value).length;
  let size = sizes.get(value);
  if (size === undefined) {
    size = Object.entries(value).reduce((sum, [key, part]) => sum + key.length + 4 + sizeOf(part), 2);
    sizes.set(value, size);
  }
  return size;
}
