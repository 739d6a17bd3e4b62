import { isObject } from '../document/node.ts';
import { mostParts } from './size.ts';

/**
 * Takes a JSON value; gives a text that two values share exactly if they are equal: keys sorted, 1.0 as 1. What is
 * known exactly (`exact.ts`) equals nothing that is rounded. Throws `RangeError` for one that is too large or too deep.
 */
export function canonical(value: unknown): string {
  let parts = 0;
  const write = (part: unknown): string => {
    if (++parts > mostParts) throw new RangeError('too large to be compared');
    if (Array.isArray(part)) return `[${part.map(write).join(',')}]`;
    if (typeof part === 'bigint') return `${part}n`;
    if (!isObject(part)) return Object.is(part, -0) ? '0' : (JSON.stringify(part) ?? 'undefined');
    const keys = Object.keys(part).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${write(part[key])}`).join(',')}}`;
  };
  return write(value);
}
