/** Names longer than this are never suggested: nobody mistypes one, and comparing them costs their product. */
const longest = 100;

/** Names that differ in more characters are two names, however long they are. */
const mostSlips = 4;

/** As many candidates as are compared. */
const most = 5_000;

/**
 * Takes a name that is not valid and the valid ones; gives the one it was most likely meant to be, or undefined
 * where none is near: up to a third of its characters, and no more than four, changed, added, left out or swapped,
 * or another case.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > longest) return undefined;
  const folded = name.toLowerCase();
  let nearest: string | undefined;
  let bound = Math.min(mostSlips, Math.max(1, Math.floor(name.length / 3))) + 1;
  let compared = 0;
  for (const candidate of candidates) {
    if (++compared > most) break;
    if (candidate === name || candidate.length === 0 || candidate.length > longest) continue;
    if (Math.abs(candidate.length - name.length) >= bound) continue;
    const distance = editDistance(folded, candidate.toLowerCase(), bound);
    if (distance < bound && distance < Math.max(name.length, candidate.length)) {
      nearest = candidate;
      bound = distance;
      if (distance === 0) break;
    }
  }
  return nearest;
}

/**
 * Takes a name that is not valid and the valid ones, a fixed vocabulary; gives the one that it can only have been meant
 * to be: equal but for case, hyphens and the like, or one slip of the keyboard away, and no other is.
 */
export function certainName(name: string, candidates: Iterable<string>): string | undefined {
  return certain(name, candidates, 4, () => true);
}

/**
 * As `certainName`, where people choose the names: then `Title` and `Titles`, `v1` and `v2`, `getUser` and `setUser` may
 * well be two.
 */
export function certainOwnName(name: string, candidates: Iterable<string>): string | undefined {
  return certain(name, candidates, 5, isSlip);
}

function certain(
  name: string,
  candidates: Iterable<string>,
  least: number,
  fits: (name: string, candidate: string) => boolean,
): string | undefined {
  if (name.length > longest) return undefined;
  const others = [...candidates].slice(0, most).filter((candidate) => candidate !== name);
  const plain = (text: string) => text.toLowerCase().replace(/[-_ ]/g, '');
  const folded = plain(name);
  const alike = others.filter((candidate) => plain(candidate) === folded);
  if (alike.length > 0) return alike.length === 1 ? alike[0] : undefined;
  const near = others.filter(
    (candidate) =>
      Math.abs(candidate.length - name.length) <= 1 &&
      Math.min(candidate.length, name.length) >= least &&
      editDistance(name.toLowerCase(), candidate.toLowerCase(), 2) === 1,
  );
  const [only] = near;
  return near.length === 1 && only !== undefined && fits(name, only) ? only : undefined;
}

/** Whether what differs between two names is no digit, no first letter and no plural. */
function isSlip(name: string, candidate: string): boolean {
  const [a, b] = [name.toLowerCase(), candidate.toLowerCase()];
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let behind = 0;
  const most = Math.min(a.length, b.length) - start;
  while (behind < most && a.at(-1 - behind) === b.at(-1 - behind)) behind++;
  const differing = [a, b].map((text) => text.slice(start, text.length - behind));
  if (start === 0 || differing.some((part) => /\d/.test(part))) return false;
  const endsWord = /^(?:[^a-z]|$)/.test(name.slice(name.length - behind));
  return !(differing.includes('') && differing.includes('s') && endsWord);
}

/** Optimal string alignment distance, or `bound` as soon as it cannot be less. */
function editDistance(a: string, b: string, bound: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      }
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least >= bound) return bound;
    beforeLast = last;
    last = row;
  }
  return Math.min(at(last, b.length), bound);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
