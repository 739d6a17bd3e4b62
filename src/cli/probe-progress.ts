import { numeral } from '../document/numerals.ts';
import type { ProbeOptions } from '../probe/run-options.ts';
import type { Io } from './io.ts';
import { createProgress } from './progress.ts';

/** More often than this nobody reads a number. */
const everyMs = 50;

/** How far a run of `probe` has come, on a terminal. */
export interface ProbeProgress {
  readonly onExchange: NonNullable<ProbeOptions['onExchange']>;
  /** Takes for how many milliseconds the provider wants to be left alone: said once. */
  readonly onLimit: (ms: number) => void;
  /** Takes a line for the user; prints it, and goes on below it. */
  say(line: string): void;
  done(): void;
}

/** Takes the process and how many exchanges there are, undefined where that is not known yet; gives what tells of them. */
export function createProbeProgress(io: Io, total: number | undefined): ProbeProgress {
  const progress = createProgress(io);
  let recorded = 0;
  let madeUp = 0;
  let shownAt = -Infinity;
  let limited = false;
  let later: NodeJS.Timeout | undefined;
  const of = total === undefined ? '' : ` of ${numeral(total)}`;
  const show = (): void => {
    clearTimeout(later);
    later = undefined;
    shownAt = io.now();
    if (madeUp > 0) progress.at(`made-up request ${numeral(madeUp + 1)}`);
    else if (total === undefined || recorded < total) progress.at(`exchange ${numeral(recorded + 1)}${of}`);
  };
  const say = (line: string): void => {
    progress.done();
    io.err(`apicheck: ${line}\n`);
  };
  show();
  return {
    onExchange(_, isMadeUp) {
      if (!io.errIsTerminal) return;
      if (isMadeUp === true) madeUp += 1;
      else recorded += 1;
      if (io.now() - shownAt >= everyMs) show();
      // The next one may take its time.
      else later ??= setTimeout(show, everyMs).unref();
    },
    onLimit(ms) {
      if (limited || !io.errIsTerminal) return;
      limited = true;
      const long = ms < 1000 ? 'a moment' : `${Math.ceil(ms / 1000)} s`;
      say(`the provider limits requests: waiting for ${long}, and each time it asks to`);
    },
    say,
    done() {
      clearTimeout(later);
      progress.done();
    },
  };
}
