/** A thing that both versions have. */
export interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

/** A thing that one version has, or both. */
export type Side<T> =
  | Pair<T>
  | { readonly before: T; readonly after: undefined }
  | { readonly before: undefined; readonly after: T };

/** Takes a side; gives whether both versions have it. */
export function isPair<T>(side: Side<T>): side is Pair<T> {
  return side.before !== undefined && side.after !== undefined;
}

/** Takes a side; gives the thing as `after` has it, or else as `before` had it. */
export function newest<T extends object>(side: Side<T>): T {
  return (side.after ?? side.before) as T;
}

/**
 * Takes the things of two versions and what makes two of them the same; gives each once: those of `before` in their
 * order, then what `after` added. Of several with one key in a version the first counts.
 */
export function pairBy<T extends object>(
  before: Iterable<T>,
  after: Iterable<T>,
  keyOf: (thing: T) => string,
): Side<T>[] {
  const old = firsts(before, keyOf);
  const fresh = firsts(after, keyOf);
  const sides: Side<T>[] = [];
  for (const [key, thing] of old) {
    const other = fresh.get(key);
    sides.push(other === undefined ? { before: thing, after: undefined } : { before: thing, after: other });
  }
  for (const [key, thing] of fresh) if (!old.has(key)) sides.push({ before: undefined, after: thing });
  return sides;
}

function firsts<T extends object>(things: Iterable<T>, keyOf: (thing: T) => string): Map<string, T> {
  const byKey = new Map<string, T>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (!byKey.has(key)) byKey.set(key, thing);
  }
  return byKey;
}
