/** Something that is waited for. */
export interface Awaited {
  /** A time of the clock. */
  until: number;
  /** Called once its time is over, and it was not taken away before. */
  giveUp(): void;
}

/** Ends what takes too long: one timer for all, as one for each request takes longer than looking for the oldest. */
export interface Deadlines {
  /** Takes what is waited for from now on, as long as all are; sets until when. */
  add(one: Awaited): void;
  remove(one: Awaited): void;
  close(): void;
}

/** Takes for how many milliseconds each is waited for, and a clock in milliseconds; gives deadlines of nothing. */
export function createDeadlines(timeoutMs: number, now: () => number): Deadlines {
  // In the order in which they end.
  const waiting = new Set<Awaited>();
  let timer: NodeJS.Timeout | undefined;

  const look = (): void => {
    timer = undefined;
    const time = now();
    for (const one of waiting) {
      if (one.until > time) {
        timer = setTimeout(look, one.until - time);
        return;
      }
      waiting.delete(one);
      one.giveUp();
    }
  };

  return {
    add(one) {
      one.until = now() + timeoutMs;
      waiting.add(one);
      timer ??= setTimeout(look, timeoutMs);
    },
    remove: (one) => void waiting.delete(one),
    close: () => clearTimeout(timer),
  };
}
