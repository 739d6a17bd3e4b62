import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Io } from './io.ts';

/** Gives the real process. */
export function processIo(): Io {
  // A reader that has seen enough (`| head`) closes the pipe: that is no mistake of anybody's.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
  return {
    out: (chunk) => void process.stdout.write(chunk),
    err: (chunk) => void process.stderr.write(chunk),
    write: (path, content) => writeWhole(resolve(path), content),
    append: (path, content) => appendFile(resolve(path), content),
    readStdin: async () => (await import('node:stream/consumers')).text(process.stdin),
    cwd: process.cwd(),
    env: process.env,
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    columns: process.stdout.columns ?? 80,
    now: () => performance.now(),
    today: () => new Date().toISOString().slice(0, 10),
    interruption() {
      const controller = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
      return controller.signal;
    },
  };
}

/** Writes beside the file and renames, so that a crash or a full disk leaves the old one. */
async function writeWhole(path: string, content: string): Promise<void> {
  const { randomBytes } = await import('node:crypto');
  const beside = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await writeFile(beside, content, { flag: 'wx' });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
