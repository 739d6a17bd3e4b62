import fc from 'fast-check';

/**
 * One change of a value or a text, as numbers: which kind of change, where, with what, and how. Every number means
 * something for every input, since it is taken modulo what there is to choose from; so any part of a list of edits is
 * one too, and fast-check can shrink it.
 */
export type Edit = readonly [kind: number, place: number, choice: number, more: number];

const number = fc.noBias(fc.nat({ max: 0x3fffffff }));

export const edit: fc.Arbitrary<Edit> = fc.tuple(number, number, number, number);

/** Takes how many at most; gives lists of edits, short ones mostly. */
export function edits(most: number): fc.Arbitrary<readonly Edit[]> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.array(edit, { maxLength: Math.min(2, most) }) },
    { weight: 1, arbitrary: fc.array(edit, { maxLength: most }) },
  );
}

/** Takes a list that is not empty and a number; gives the item that the number chooses. */
export function chosen<T>(list: readonly T[], number: number): T {
  return list[number % list.length] as T;
}
