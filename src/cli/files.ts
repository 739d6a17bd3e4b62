import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { reasonOf } from '../document/file-error.ts';
import { fileHint } from '../document/nearest-file.ts';
import { tooLong, type Limits } from '../document/limits.ts';
import { decodeText, readBytes } from '../document/read.ts';
import { RunError } from './errors.ts';
import type { Io } from './io.ts';

/** As many bytes of a file that a run depends on (a baseline, a certificate) are read at most. */
const mostBytes = 200_000_000;

/**
 * Takes a path as the user typed it, the working directory, and for reports the limits of the run; gives the file's
 * text. Throws RunError.
 */
export async function readTextFile(
  path: string,
  cwd: string,
  limits?: Pick<Limits, 'totalBytes'>,
): Promise<string> {
  let bytes: Buffer | undefined;
  try {
    bytes = await readBytes(resolve(cwd, path), limits?.totalBytes ?? mostBytes);
  } catch (error) {
    throw new RunError(`${path} could not be read: ${reasonOf(error)}${fileHint(path, cwd)}`);
  }
  if (!bytes)
    throw new RunError(
      limits ? tooLong(path, limits, 'totalBytes') : `${path} has more than ${mostBytes} bytes`,
    );
  const decoded = decodeText(path, bytes);
  if (decoded.kind === 'failed') throw new RunError(decoded.reason);
  return decoded.text;
}

/** Takes the text of a JSON file, which may begin with a byte order mark; gives its value. Throws SyntaxError. */
export function parseJsonFile(text: string): unknown {
  return JSON.parse(text.replace(/^\uFEFF/, ''));
}

/** Takes a path as the user typed it and a text; writes it, whole or not at all. Throws RunError. */
export async function writeOutput(path: string, text: string, io: Io): Promise<void> {
  try {
    await io.write(path, text);
  } catch (error) {
    throw new RunError(unwritable(path, error, io));
  }
}

/**
 * Takes the files that a run is going to write at its end; throws RunError where one cannot be, as far as that can be
 * known before: a run that takes its time, or that others wait for, would have been done in vain.
 */
export async function checkOutputs(paths: readonly string[], io: Io): Promise<void> {
  for (const path of paths) {
    try {
      await io.checkWrite(path);
    } catch (error) {
      throw new RunError(unwritable(path, error, io));
    }
  }
}

/** Takes something that is being written; gives whether it came to be, and says why not on standard error. */
export async function orTold(writing: Promise<void>, io: Io): Promise<boolean> {
  try {
    await writing;
    return true;
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    io.err(`apicheck: ${error.message}\n`);
    return false;
  }
}

function unwritable(path: string, error: unknown, { cwd }: Io): string {
  const folder = dirname(path);
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  const missing = existsSync(resolve(cwd, folder))
    ? 'its link leads into a folder that is not there'
    : `there is no folder ${folder}`;
  return `${path} could not be written: ${isMissing ? missing : reasonOf(error)}`;
}

/** Takes a path, the working directory and a text; gives whether the file holds exactly that text in UTF-8. */
export async function hasBytesOf(path: string, cwd: string, text: string): Promise<boolean> {
  try {
    const absolute = resolve(cwd, path);
    // What was read of a pipe is gone, and to read on would be to wait.
    return (await stat(absolute)).isFile() && (await readFile(absolute)).equals(Buffer.from(text));
  } catch {
    return false;
  }
}

/** Takes what was to be read and why it could not be; gives the two as one sentence that names it once. */
export function withSource(source: string, reason: string): string {
  return reason.includes(source) ? reason : `${source}: ${reason}`;
}
