/** Something that is waited for, and those that are waited for next to it. */
export interface Awaited {
  /** A time of the clock. */
  until: number;
  before: Awaited | undefined;
  after: Awaited | undefined;
  /** Called once its time is over, and it was not taken away before. */
  giveUp(): void;
}

/** Ends what takes too long: one timer for all, as one for each request takes longer than looking for the oldest. */
export interface Deadlines {
  /** Takes what is waited for from now on, as long as all are. */
  add(one: Awaited): void;
  /** May be called more than once. */
  remove(one: Awaited): void;
  close(): void;
}

/** Takes for how many milliseconds each is waited for, and a clock in milliseconds; gives deadlines of nothing. */
export function createDeadlines(timeoutMs: number, now: () => number): Deadlines {
  // In the order in which they end. A Set would do, but keeps what was in it until the whole heap is collected.
  let first: Awaited | undefined;
  let last: Awaited | undefined;
  let timer: NodeJS.Timeout | undefined;

  const remove = (one: Awaited): void => {
    const { before, after } = one;
    if (before) before.after = after;
    else if (first === one) first = after;
    if (after) after.before = before;
    else if (last === one) last = before;
    one.before = one.after = undefined;
  };
  const look = (): void => {
    timer = undefined;
    const time = now();
    for (let one = first; one; one = first) {
      if (one.until > time) {
        timer = setTimeout(look, one.until - time);
        return;
      }
      remove(one);
      one.giveUp();
    }
  };

  return {
    add(one) {
      one.until = now() + timeoutMs;
      one.before = last;
      if (last) last.after = one;
      else first = one;
      last = one;
      timer ??= setTimeout(look, timeoutMs);
    },
    remove,
    close: () => clearTimeout(timer),
  };
}
