import type { Visitor } from '../openapi/visit.ts';

/** Where the time of a run's rules went. */
export interface Stopwatch {
  /** Milliseconds from some fixed moment, with fractions. */
  now(): number;
  /** Takes a rule's code and what one call of it took, in milliseconds. */
  spend(code: string, ms: number): void;
}

/** Takes a rule's code, its visitor and a stopwatch; gives a visitor that does the same with the time taken. */
export function timed(code: string, visitor: Visitor, { now, spend }: Stopwatch): Visitor {
  const measured: Record<string, unknown> = {};
  for (const [name, hook] of Object.entries(visitor) as [string, unknown][]) {
    if (typeof hook !== 'function') {
      measured[name] = hook;
      continue;
    }
    measured[name] = (...args: readonly unknown[]) => {
      const start = now();
      Reflect.apply(hook, visitor, args);
      spend(code, now() - start);
    };
  }
  return measured;
}
