/** Things in the order of a rank: the least first, and of equal ones the one that was added first. */
export interface Queue<T> {
  add(thing: T, rank: number): void;
  take(): T | undefined;
}

/** Gives an empty queue. */
export function createQueue<T>(): Queue<T> {
  const heap: { readonly thing: T; readonly rank: number; readonly order: number }[] = [];
  let added = 0;
  const isBefore = (i: number, j: number): boolean => {
    const [a, b] = [heap[i], heap[j]];
    if (a === undefined || b === undefined) return a !== undefined;
    return a.rank < b.rank || (a.rank === b.rank && a.order < b.order);
  };
  const swap = (i: number, j: number): void => {
    const [a, b] = [heap[i], heap[j]];
    if (a !== undefined && b !== undefined) [heap[i], heap[j]] = [b, a];
  };
  return {
    add(thing, rank) {
      heap.push({ thing, rank, order: added++ });
      for (let at = heap.length - 1; at > 0;) {
        const above = (at - 1) >> 1;
        if (!isBefore(at, above)) break;
        swap(at, above);
        at = above;
      }
    },
    take() {
      const [first] = heap;
      const last = heap.pop();
      if (first === undefined || last === undefined || heap.length === 0) return first?.thing;
      heap[0] = last;
      for (let at = 0; ;) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        const least = isBefore(right, left) ? right : left;
        if (!isBefore(least, at)) break;
        swap(at, least);
        at = least;
      }
      return first.thing;
    },
  };
}
