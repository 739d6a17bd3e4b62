import { pointerKeys, toPointer } from '../../document/pointer.ts';
import type { Captured } from '../captures.ts';

const accessors = /\.([^.[\]#]+)|\[(?:(\d+)|'([^']*)'|"([^"]*)")\]/gsy;

/**
 * Takes what follows a name in an expression: `.name`, `[0]` and `['name']` in any number, or `#` and a JSON Pointer,
 * which may be followed by the former; gives the keys in it, undefined where it is none of these.
 */
export function readAccess(text: string): readonly string[] | undefined {
  if (text === '') return [];
  if (text.startsWith('#')) {
    const pointer = toPointer(text.slice(1));
    if (pointer !== undefined && !text.includes('[')) return pointerKeys(pointer);
    const bracket = text.indexOf('[');
    const before = toPointer(text.slice(1, bracket === -1 ? undefined : bracket));
    const behind = bracket === -1 ? undefined : readAccess(text.slice(bracket));
    return before !== undefined && behind ? [...pointerKeys(before), ...behind] : undefined;
  }
  const keys: string[] = [];
  accessors.lastIndex = 0;
  for (let at = 0; at < text.length; at = accessors.lastIndex) {
    accessors.lastIndex = at;
    const match = accessors.exec(text);
    if (match === null) return undefined;
    keys.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  }
  return keys;
}

/** Takes a value and what follows its name; gives what it leads to, or in a sentence why it leads nowhere. */
export function access(value: unknown, text: string): Captured {
  const keys = readAccess(text);
  if (keys === undefined) return { reason: `${text} leads nowhere` };
  let part: unknown = value;
  for (const key of keys) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key))
      return { reason: `there is nothing at ${text}` };
    part = (part as Readonly<Record<string, unknown>>)[key];
  }
  return part === undefined ? { reason: `there is nothing at ${text}` } : { value: part };
}
