import type { Failure, Outcome } from './run.ts';

/** What has been found out about goals, by their text. */
export interface Memo {
  /** Takes a goal and how much deeper a value may be nested; gives what is known, or that the goal is open already. */
  find(key: string, remaining: number): Outcome | undefined;
  /** Notes that a goal is being decided, at a depth. */
  open(key: string, depth: number): void;
  /** Notes what an open goal came to; gives it as its parent goal may use it. */
  close(key: string, depth: number, remaining: number, outcome: Outcome): Outcome;
  /** Forgets the goals that are open, after an interruption. */
  abandon(): void;
}

interface Entry {
  readonly outcome: Outcome;
  /** The depth that the search could still take. */
  readonly remaining: number;
}

/**
 * A goal that reappears on its own path fails there: a smallest value never holds a smaller one of the same goal.
 * What was concluded from that is provisional for as long as the goal it leaned on is open: it is confirmed where
 * that one fails for good, and forgotten where it has a value after all.
 */
export function createMemo(): Memo {
  const entries = new Map<string, Entry>();
  const path = new Map<string, number>();
  // By depth: how many failures were provisional when the goal there was opened.
  const marks: number[] = [];
  // By the depth of the goal that they lean on: failures that are not final yet.
  let provisional: { readonly key: string; readonly leaning: number }[] = [];

  return {
    find(key, remaining) {
      const depth = path.get(key);
      if (depth !== undefined)
        return { found: false, exact: true, reason: undefined, leaning: depth, cut: false };
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      const { outcome } = entry;
      return !outcome.found && outcome.cut && remaining > entry.remaining ? undefined : outcome;
    },
    open(key, depth) {
      path.set(key, depth);
      marks[depth] = provisional.length;
    },
    close(key, depth, remaining, outcome) {
      path.delete(key);
      if (outcome.found) {
        entries.set(key, { outcome, remaining });
        // What was concluded on the way may have leaned on this goal's failing, and has no ground left.
        for (const one of provisional.splice(marks[depth] ?? 0)) entries.delete(one.key);
        return outcome;
      }
      if (outcome.leaning < depth) {
        entries.set(key, { outcome, remaining });
        settle(depth, outcome.leaning);
        provisional.push({ key, leaning: outcome.leaning });
        return outcome;
      }
      const final: Failure = { ...outcome, leaning: Infinity };
      entries.set(key, { outcome: final, remaining });
      settle(depth, Infinity);
      return final;
    },
    abandon() {
      for (const { key } of provisional) entries.delete(key);
      provisional = [];
      path.clear();
    },
  };

  /** Takes the depth of a goal that failed, and what those leaning on it lean on now. */
  function settle(depth: number, leaning: number): void {
    const kept: typeof provisional = [];
    for (const one of provisional) {
      if (one.leaning < depth) kept.push(one);
      else {
        const entry = entries.get(one.key);
        if (entry === undefined || entry.outcome.found) continue;
        entries.set(one.key, { ...entry, outcome: { ...entry.outcome, leaning } });
        if (leaning !== Infinity) kept.push({ key: one.key, leaning });
      }
    }
    provisional = kept;
  }
}
