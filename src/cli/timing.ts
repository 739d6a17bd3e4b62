import type { Io } from './io.ts';

/** Where the time of a run went. */
export interface Timing {
  /** Says that everything since the last mark was this. */
  mark(what: string): void;
  /** Prints the marks, if they were asked for. */
  print(): void;
}

/** Takes the process and whether `--timing` was given; gives a clock that starts now. */
export function createTiming(io: Io, wanted: boolean | undefined): Timing {
  const marks: { readonly what: string; readonly ms: number }[] = [];
  let last = io.now();
  return {
    mark(what) {
      const now = io.now();
      marks.push({ what, ms: now - last });
      last = now;
    },
    print() {
      if (!wanted) return;
      for (const { what, ms } of marks) io.err(`${ms.toFixed(1).padStart(9)} ms  ${what}\n`);
    },
  };
}
