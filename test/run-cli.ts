import { appendFile, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Io } from '../src/cli/io.ts';
import { main } from '../src/cli/main.ts';
import { checkWritable, writeFileWhole } from '../src/cli/write-file.ts';

/** What a run of the command line left behind. */
export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Takes arguments and a working directory; runs the command line in this process. */
export async function runCli(
  args: readonly string[],
  cwd: string,
  options: {
    readonly env?: Io['env'];
    readonly stdin?: string | Buffer;
    readonly columns?: number;
    readonly today?: string;
    readonly interruption?: AbortSignal;
    /** Whether standard error is a terminal. */
    readonly terminal?: boolean;
    /** Whether standard output is one. */
    readonly outTerminal?: boolean;
    /** Called with all that is printed, as it is. */
    readonly onOutput?: (text: string) => void;
  } = {},
): Promise<CliRun> {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    out(text) {
      out.push(text);
      options.onOutput?.(text);
    },
    err(text) {
      err.push(text);
      options.onOutput?.(text);
    },
    write: (path, text) => writeFileWhole(path, cwd, text),
    checkWrite: (path) => checkWritable(path, cwd),
    append: (path, text) => appendFile(resolve(cwd, path), text),
    bound: () => {},
    readStdin: () => Promise.resolve(Buffer.from(options.stdin ?? '')),
    cwd,
    env: options.env ?? {},
    outIsTerminal: options.outTerminal === true,
    errIsTerminal: options.terminal === true,
    columns: options.columns ?? 80,
    now: () => performance.now(),
    today: () => options.today ?? '2026-11-24',
    interruption: () => options.interruption ?? new AbortController().signal,
  };
  const code = await main(args, io);
  return { code, out: out.join(''), err: err.join('') };
}

/** Takes a path; gives its text, or undefined where there is no such file. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
