import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';
import { hold } from './broken.ts';

/** What a run of the command line left behind. */
export interface CommandRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** By the name after `=` of `--format`, reports. */
  readonly reports: ReadonlyMap<string, string>;
}

/** Reports are kept in memory; other files are written. */
const reportName = /^report\.\w+$/;

/**
 * Takes arguments and a folder; runs the command line in this process, as a user would there. Throws where the run
 * ended in a way that it may not, whatever the input: with a defect, without a word, or with characters in its output
 * that a terminal obeys.
 */
export async function command(args: readonly string[], folder: string): Promise<CommandRun> {
  const out: string[] = [];
  const err: string[] = [];
  const reports = new Map<string, string>();
  const io: Io = {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    async write(path, text) {
      if (reportName.test(path)) reports.set(path, text);
      else await writeFile(resolve(folder, path), text);
    },
    checkWrite: () => Promise.resolve(),
    append: () => Promise.resolve(),
    readStdin: () => readFile(resolve(folder, 'stdin')),
    cwd: folder,
    env: {},
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 80,
    now: () => performance.now(),
    bound: () => {},
    today: () => '2026-11-24',
    interruption: () => new AbortController().signal,
  };
  const code = await main(args, io);
  const run: CommandRun = { code, out: out.join(''), err: err.join(''), reports };
  if (code === 3) throw defectOf(run.err);
  hold(code === 0 || code === 1 || code === 2, `exit code ${code}`);
  hold(code !== 2 || run.err.trim() !== '', 'exit code 2 without a word');
  hold(!/\n {4}at /.test(run.err), () => `a stack trace on standard error: ${run.err.slice(0, 2_000)}`);
  plain('standard error', run.err);
  return run;
}

/** The error behind exit code 3, with its own stack. */
function defectOf(told: string): Error {
  const [, stack = told] = told.split('\n\n');
  const error = new Error(`exit code 3: ${stack.split('\n')[0]}`);
  error.stack = told;
  return error;
}

/** Takes text for a terminal; throws where it has what one obeys, or what hides what it says. */
export function plain(what: string, text: string): void {
  // eslint-disable-next-line no-control-regex
  const found = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/.exec(text);
  hold(
    found === null,
    () =>
      `${what} has the character U+${found?.[0].charCodeAt(0).toString(16)}: ${JSON.stringify(text.slice(Math.max(0, (found?.index ?? 0) - 80), (found?.index ?? 0) + 40))}`,
  );
}
