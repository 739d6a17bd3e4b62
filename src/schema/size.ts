/** As many parts as a value may have, and references as judging it may follow. */
export const mostParts = 2_000_000;

/** Whether a JSON value has more parts than are judged. Throws `RangeError` for one nested too deeply to be walked. */
export function isTooLarge(value: unknown): boolean {
  return unfoldedSize(value) > mostParts;
}

/**
 * Takes a JSON value; gives how many parts it has, each counted as often as it is reached: a value that shares its parts
 * counts as the text it would unfold to. Throws `RangeError` for one nested too deeply to be walked.
 */
export function unfoldedSize(value: unknown): number {
  const known = new Map<object, number>();
  const size = (part: unknown): number => {
    if (typeof part !== 'object' || part === null) return 1;
    const found = known.get(part);
    if (found !== undefined) return found;
    let total = 1;
    for (const member of Object.values(part)) total += size(member);
    known.set(part, total);
    return total;
  };
  return size(value);
}
