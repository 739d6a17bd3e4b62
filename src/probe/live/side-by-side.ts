/**
 * Takes items, how many of them may be worked on at once, and the work; gives what each came to, in their order.
 * Each is begun in its turn. Once one has thrown, none is begun any more, and what it threw is thrown when those that
 * were begun have ended.
 */
export async function sideBySide<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const index = next++;
      try {
        results.set(index, await work(items[index] as T, index));
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  const rejected = ends.find(({ status }) => status === 'rejected');
  if (rejected?.status === 'rejected') throw rejected.reason;
  return items.map((_, index) => results.get(index) as R);
}
