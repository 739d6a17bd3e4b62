import { isDeepStrictEqual } from 'node:util';

/** Takes two values; gives whether they are the same. Those too deep for Node's comparison are compared as JSON. */
export function isSame(one: unknown, other: unknown): boolean {
  try {
    return isDeepStrictEqual(one, other);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return JSON.stringify(one) === JSON.stringify(other);
  }
}
