/** A set of code points: sorted, disjoint ranges, each from its first to its last point. Surrogates are no points. */
export type Characters = readonly (readonly [first: number, last: number])[];

const lastPoint = 0x10ffff;

/** Every code point but the surrogates, which no well-formed text holds. */
export const anyCharacter: Characters = [
  [0, 0xd7ff],
  [0xe000, lastPoint],
];

/** Takes ranges in any order; gives them as a set. */
export function toCharacters(ranges: Iterable<readonly [number, number]>): Characters {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [first, last] of sorted) {
    const previous = merged.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else merged.push([first, last]);
  }
  return intersect(merged, anyCharacter);
}

/** The points in both sets. */
export function intersect(a: Characters, b: Characters): Characters {
  const common: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [left, right] = [a[i]!, b[j]!];
    const [first, last] = [Math.max(left[0], right[0]), Math.min(left[1], right[1])];
    if (first <= last) common.push([first, last]);
    if (left[1] < right[1]) i += 1;
    else j += 1;
  }
  return common;
}

/** The points that are not in the set. */
export function complement(set: Characters): Characters {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [first, last] of set) {
    if (first > next) gaps.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= lastPoint) gaps.push([next, lastPoint]);
  return intersect(gaps, anyCharacter);
}

/** Whether a point is in the set, by bisection. */
export function includes(set: Characters, point: number): boolean {
  let [low, high] = [0, set.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = set[middle]!;
    if (point < range[0]) high = middle - 1;
    else if (point > range[1]) low = middle + 1;
    else return true;
  }
  return false;
}

const tested = new Map<string, Characters>();

/**
 * Takes the source of a regular expression for one character (`\p{L}`), its flags and the last point that it may
 * match; gives its points by asking about each.
 */
export function charactersMatching(source: string, flags: string, limit: number): Characters {
  const key = `${flags}/${source}`;
  const found = tested.get(key);
  if (found !== undefined) return found;
  const expression = new RegExp(`^${source}$`, flags);
  const ranges: [number, number][] = [];
  for (const [from, to] of anyCharacter)
    for (let point = from; point <= Math.min(to, limit); point += 1) {
      if (!expression.test(String.fromCodePoint(point))) continue;
      const previous = ranges.at(-1);
      if (previous?.[1] === point - 1) previous[1] = point;
      else ranges.push([point, point]);
    }
  tested.set(key, ranges);
  return ranges;
}
