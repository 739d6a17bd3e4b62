import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { endingSignals, exitCode } from './exit.ts';
import { elapsed } from '../document/clock.ts';
import { reasonOf } from '../document/file-error.ts';
import type { Io } from './io.ts';
import { checkWritable, writeFileWhole } from './write-file.ts';

/** Gives the real process. */
export function processIo(): Io {
  const unread = new AbortController();
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (unread.signal.aborted) return;
    unread.abort();
    // A reader that has seen enough (`| head`) closes the pipe: that is no mistake of anybody's, and what goes to files
    // is written as ever, and also where the report was to go to a disk that is full.
    if (error.code === 'EPIPE') return;
    process.stderr.write(`apicheck: standard output could not be written to: ${reasonOf(error)}\n`);
    process.once('exit', (code) => {
      if (code === exitCode.done || code === exitCode.findings) process.exitCode = exitCode.notDone;
    });
  });
  // Who does not hear of it cannot be told.
  process.stderr.on('error', () => {});
  return {
    out: (chunk) => void (unread.signal.aborted || process.stdout.write(chunk)),
    err: (chunk) => void process.stderr.write(chunk),
    write: (path, content) => writeFileWhole(path, process.cwd(), content),
    checkWrite: (path) => checkWritable(path, process.cwd()),
    append: (path, content) => appendFile(resolve(path), content),
    readStdin,
    cwd: process.cwd(),
    env: process.env,
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    columns: process.stdout.columns ?? 80,
    now: elapsed,
    today: () => new Date().toISOString().slice(0, 10),
    bound(limits) {
      if (Math.min(limits.time, limits.memory) === Infinity) return;
      void import('./run-guard.ts').then(({ guardRun }) => guardRun(limits));
    },
    interruption({ whenUnread = false } = {}) {
      const controller = new AbortController();
      for (const signal of endingSignals) process.once(signal, () => controller.abort());
      return whenUnread ? AbortSignal.any([controller.signal, unread.signal]) : controller.signal;
    },
    longRun() {
      if (!process.versions.node.startsWith('20.')) return;
      // What the start of the program made larger, so that short runs are not optimised (bin/apicheck.js). The same few
      // functions are run for each exchange: the sooner they are optimised, the better, down to about this.
      setFlagsFromString('--interrupt-budget=12000');
      // A fifth of a run of ten thousand exchanges was spent on making the same code for each place that calls it, and
      // a run of a million is as fast without.
      setFlagsFromString('--max-inlined-bytecode-size-cumulative=250');
    },
  };
}

/** Reads to the end, or to a little beyond so many bytes. */
async function readStdin(mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > mostBytes) break;
  }
  return Buffer.concat(chunks);
}
