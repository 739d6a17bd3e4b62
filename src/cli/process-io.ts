import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { exitCode } from './exit.ts';
import { reasonOf } from './files.ts';
import type { Io } from './io.ts';
import { writeFileWhole } from './write-file.ts';

/** Gives the real process. */
export function processIo(): Io {
  let closed = false;
  let endless = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    closed = true;
    // A reader that has seen enough (`| head`) closes the pipe: that is no mistake of anybody's. The run goes on, for
    // what it writes to files, unless it would go on for ever.
    if (error.code === 'EPIPE') return endless ? process.exit(process.exitCode ?? exitCode.done) : undefined;
    process.stderr.write(`apicheck: standard output could not be written to: ${reasonOf(error)}\n`);
    process.exit(exitCode.notDone);
  });
  // Who does not hear of it cannot be told.
  process.stderr.on('error', () => {});
  return {
    out: (chunk) => void (closed || process.stdout.write(chunk)),
    err: (chunk) => void process.stderr.write(chunk),
    write: (path, content) => writeFileWhole(path, process.cwd(), content),
    append: (path, content) => appendFile(resolve(path), content),
    readStdin,
    cwd: process.cwd(),
    env: process.env,
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    columns: process.stdout.columns ?? 80,
    now: () => performance.now(),
    today: () => new Date().toISOString().slice(0, 10),
    bound(limits) {
      if (Math.min(limits.time, limits.memory) === Infinity) return;
      void import('./run-guard.ts').then(({ guardRun }) => guardRun(limits));
    },
    interruption() {
      endless = true;
      const controller = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
      return controller.signal;
    },
    longRun() {
      // What the start of the program made larger, so that short runs are not optimised (bin/apicheck.js).
      if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=66000');
    },
  };
}

/** Reads to the end, or to a little beyond so many bytes. */
async function readStdin(mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > mostBytes) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
