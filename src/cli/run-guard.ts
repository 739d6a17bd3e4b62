import { Worker } from 'node:worker_threads';
import { shownLimit } from '../config/limits.ts';
import { raise, type Limits } from '../document/limits.ts';
import type { RunGuardStart } from './run-guard-worker.ts';

/** Takes how long the run may take from now on, and how much memory; ends it with 2 and a line that says so, if need be. */
export function guardRun({ time, memory }: Pick<Limits, 'time' | 'memory'>): void {
  const workerData: RunGuardStart = {
    time,
    memory,
    tooLate: `the run takes longer than ${shownLimit('time', time)}, and is ended${raise('time')}`,
    tooMuch: `the run takes more than ${shownLimit('memory', memory)} of memory, and is ended${raise('memory')}`,
  };
  new Worker(new URL('../cli/run-guard-worker.js', import.meta.url), { workerData }).unref();
}
