import type { Direction } from '../../openapi/model.ts';
import type { Atom } from './algebra.ts';
import type { Reading } from './engine.ts';
import { strictLens } from './lens.ts';

/** How strictly a contract is read, from what breaks everybody to what breaks the pedantic. */
export type Rung = 1 | 2 | 3;

export const rungs: readonly Rung[] = [1, 2, 3];

/**
 * Takes a rung of the ladder, the direction, and the atoms to ignore; gives the reading.
 *
 * 1: the sender emits the names that it declares, unless it declares none or says that there are others; the receiver
 * is tolerant: formats are hints, overlapping branches of `oneOf` do no harm, and unknown members of a response are
 * skipped. 2: the same sender, and a receiver that takes every word seriously. 3: undeclared names are sent too, but
 * for those that the receiver declares and the sender does not: that a name means something from now on is what
 * every added property brings, and no break.
 */
export function readingOf(rung: Rung, direction: Direction, ignored: ReadonlySet<Atom>): Reading {
  const emission = rung === 3 ? 'not-newly-declared' : 'declared';
  if (rung > 1) return { lens: { ...strictLens, ignored }, emission };
  return { lens: { formats: false, overlaps: false, closed: direction === 'request', ignored }, emission };
}
