import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** The built command. */
export const bin = join(root, 'bin/apicheck.js');

/** What a process left behind. */
export interface Ended {
  /** Undefined where a signal has ended it. */
  readonly code: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  readonly out: string;
  readonly err: string;
}

/** A process that runs. */
export interface Spawned {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  /** Waits until standard error has the text, or the process has ended; gives all that standard error has had. */
  told(text: string): Promise<string>;
}

export interface SpawnOptions {
  readonly cwd?: string;
  /** Standard input; the text, or nothing. */
  readonly stdin?: string;
  /** Whether the process runs as somebody without rights to what root has closed. */
  readonly asNobody?: boolean;
  /** What a shell does before it becomes the command, such as `ulimit -f 8`; or what it redirects, behind `then`. */
  readonly before?: string;
  readonly redirect?: string;
}

/** Whether a test may do what root may. */
export const isRoot = process.getuid?.() === 0;

/** Takes arguments; starts the built command as a user does. It is killed at the end of the test, if need be. */
export function spawnCli(args: readonly string[], options: SpawnOptions = {}): Spawned {
  const { cwd = root, asNobody = false, before, redirect } = options;
  const command = [process.execPath, bin, ...args];
  const shell = before !== undefined || redirect !== undefined;
  const script = `${before ?? ':'}; exec "$@" ${redirect ?? ''}`;
  const [file = '', ...rest] = shell ? ['bash', '-c', script, 'bash', ...command] : command;
  const nobody = asNobody && isRoot ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(file, rest, { cwd, ...nobody });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()));
  child.stdin.on('error', () => {});
  child.stdin.end(options.stdin ?? '');
  const ended = new Promise<Ended>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code, signal) =>
      done({ code: code ?? undefined, signal: signal ?? undefined, out, err }),
    );
  });
  return {
    child,
    ended,
    async told(text) {
      while (!err.includes(text) && child.exitCode === null && child.signalCode === null)
        await Promise.race([once(child.stderr, 'data'), ended]);
      return err;
    },
  };
}

/** As `spawnCli`; waits for the end. */
export function ranCli(args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  return spawnCli(args, options).ended;
}

/** Takes files by path; gives a folder with them that everybody may write in, removed when the test ends. */
export async function openFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'apicheck-spawned-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o777);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

/** Takes a folder; gives the files that writing left half done there or below. */
export async function leftOver(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.tmp'));
}
