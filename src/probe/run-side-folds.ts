import { createOutcomeFold, type OutcomeFold } from './run-fold.ts';

/** Folds of recordings that run side by side: they end in any order, and are told of in the order of the recordings. */
export interface SideFolds {
  /** Takes the number of a recording, those before it having begun; gives what its exchanges are folded in. */
  begin(index: number): OutcomeFold;
  /** Takes the number of a recording that has ended. */
  end(index: number): void;
}

/** What is listed before a recording is counted anew after so many of its exchanges: it only becomes more. */
const countedEvery = 64;

/** Takes the fold of all, and whether it lists exchanges that passed; gives those that are joined to it, each when all before it were. */
export function createSideFolds(whole: OutcomeFold, listPassed = true): SideFolds {
  const open = new Map<number, OutcomeFold>();
  const ended = new Set<number>();
  let next = 0;

  const listedBefore = (index: number): number => {
    let sum = whole.listed();
    for (let at = next; at < index; at += 1) sum += open.get(at)?.listed() ?? 0;
    return sum;
  };

  return {
    begin(index) {
      let asked = 0;
      let known = 0;
      const fold = createOutcomeFold(listPassed, () => {
        if (asked++ % countedEvery === 0) known = listedBefore(index);
        return known;
      });
      open.set(index, fold);
      return fold;
    },
    end(index) {
      ended.add(index);
      for (let fold = open.get(next); fold && ended.delete(next); fold = open.get(next)) {
        open.delete(next);
        whole.join(fold);
        next += 1;
      }
    },
  };
}
