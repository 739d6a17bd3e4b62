import type { Io } from './io.ts';

/** Where the time of a run went. */
export interface Timing {
  /** Says that everything since the last mark was this. */
  mark(what: string): void;
  /** Says that so many milliseconds of what is not marked yet were this part of it; undefined if nobody asked. */
  readonly spend: ((part: string, ms: number) => void) | undefined;
  /** Prints the marks, if they were asked for. */
  print(): void;
}

/** Takes the process and whether `--timing` was given; gives a clock that starts now. */
export function createTiming(io: Io, wanted: boolean | undefined): Timing {
  const marks: { readonly what: string; readonly ms: number; readonly parts: [string, number][] }[] = [];
  let parts = new Map<string, number>();
  let last = io.now();
  return {
    mark(what) {
      const now = io.now();
      marks.push({ what, ms: now - last, parts: [...parts] });
      parts = new Map();
      last = now;
    },
    spend: wanted ? (part, ms) => void parts.set(part, (parts.get(part) ?? 0) + ms) : undefined,
    print() {
      if (!wanted) return;
      const line = (ms: number, what: string) => io.err(`${ms.toFixed(1).padStart(9)} ms  ${what}\n`);
      for (const { what, ms, parts: theirs } of marks) {
        line(ms, what);
        for (const [part, spent] of theirs.sort(([, a], [, b]) => b - a)) line(spent, `  ${part}`);
      }
    },
  };
}
