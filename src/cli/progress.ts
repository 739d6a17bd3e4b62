import { printable } from '../report/printable.ts';
import type { Io } from './io.ts';

/** What empties the line that the cursor is in, on a terminal. */
export const clearLine = '\r\u001b[K';

/** Shorter runs are over before anyone has read what they are at. */
const afterMs = 300;

/** What a run is at, on a terminal only: one line that is written over, and gone when the report comes. */
export interface Progress {
  /** Takes what comes next, in a few words. */
  at(what: string): void;
  done(): void;
}

/** Takes the process; gives a progress line that shows nothing yet. */
export function createProgress(io: Io): Progress {
  const start = io.now();
  let shown = false;
  let next = '';
  const show = () => {
    shown = true;
    io.err(`${clearLine}${printable(next).slice(0, Math.max(10, io.columns - 1))}`);
  };
  const shows = io.errIsTerminal && io.env['CI'] === undefined;
  // While files and hosts are waited for; what computes comes by in `at`.
  const timer = shows ? setTimeout(() => next !== '' && show(), afterMs) : undefined;
  timer?.unref();
  return {
    at(what) {
      next = what;
      if (shows && io.now() - start >= afterMs) show();
    },
    done() {
      clearTimeout(timer);
      if (shown) io.err(clearLine);
      shown = false;
    },
  };
}
