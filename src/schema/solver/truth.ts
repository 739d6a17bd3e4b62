/** Kleene's three values: undefined where nobody knows. */
export type Truth = boolean | undefined;

/** Whether all hold: false as soon as one fails, unknown where one is unknown. */
export function every<T>(items: Iterable<T>, test: (item: T) => Truth): Truth {
  let all: Truth = true;
  for (const item of items) {
    const one = test(item);
    if (one === false) return false;
    if (one === undefined) all = undefined;
  }
  return all;
}

/** Whether any holds: true as soon as one does, unknown where one is unknown. */
export function some<T>(items: Iterable<T>, test: (item: T) => Truth): Truth {
  return negate(every(items, (item) => negate(test(item))));
}

/** The opposite, which is unknown where the truth is. */
export const negate = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);
