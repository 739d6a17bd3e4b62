import { isPair, newest, pairBy, type Pair, type Side } from './pair.ts';

/** What the other version has in the place of a thing that it lacks: something wider, or narrower ones. */
export interface Covering<T> {
  /** The one of the other version that it was, or is now, a case of. */
  readonly by: T | undefined;
  /** Whether its own version has that, too: else that tells of it. */
  readonly byBoth: boolean;
  /** Those of the other version that are cases of it. */
  readonly of: readonly T[];
  /** Those of them that its own version lacks. */
  readonly taken: readonly T[];
}

/** A thing of one version or both, and what covers it. */
export interface Covered<T> extends Covering<T> {
  readonly side: Side<T>;
}

/** Takes a thing, those of the other version and those of its own; gives which of the others it is a case of. */
export type FindCover<T> = (thing: T, others: readonly T[], own: readonly T[]) => T | undefined;

const nothing: Covering<never> = { by: undefined, byBoth: false, of: [], taken: [] };

/** Takes the things of two versions, of which some are ranges; gives each once, as `pairBy`, with what covers it. */
export function pairCovered<T extends object>(
  before: Iterable<T>,
  after: Iterable<T>,
  keyOf: (thing: T) => string,
  coverOf: FindCover<T>,
): Covered<T>[] {
  const old = [...before];
  const fresh = [...after];
  return pairBy(old, fresh, keyOf).map((side) => {
    if (isPair(side)) return { side, ...nothing };
    const alone = newest(side);
    const [own, others] = side.after === undefined ? [old, fresh] : [fresh, old];
    const isOwn = (thing: T) => own.some((one) => keyOf(one) === keyOf(thing));
    const of = others.filter((other) => coverOf(other, own, others) === alone);
    const by = coverOf(alone, others, own);
    return {
      side,
      by,
      byBoth: by !== undefined && isOwn(by),
      of,
      taken: of.filter((other) => !isOwn(other)),
    };
  });
}

/**
 * Takes what was paired; gives which two are to be compared, and which of them is the narrower: those that both
 * versions have, and what one has with what covers it in the other.
 */
export function comparable<T extends object>(
  covered: readonly Covered<T>[],
): (Pair<T> & { readonly narrower: T })[] {
  return covered.flatMap(({ side, by }): (Pair<T> & { readonly narrower: T })[] => {
    const { before, after } = side;
    if (before === undefined) return after && by ? [{ before: by, after, narrower: after }] : [];
    if (after === undefined) return by ? [{ before, after: by, narrower: before }] : [];
    return [{ before, after, narrower: after }];
  });
}
