import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { decodeText } from '../document/read.ts';
import { RunError } from './errors.ts';
import type { Io } from './io.ts';

/** Takes a path as the user typed it and the working directory; gives the file's text. Throws RunError. */
export async function readTextFile(path: string, cwd: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(resolve(cwd, path));
  } catch (error) {
    throw new RunError(`${path} could not be read: ${reasonOf(error)}`);
  }
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
    throw new RunError(`${path} could not be written: ${reasonOf(error)}`);
  }
}

/** Takes a path, the working directory and a text; gives whether the file holds exactly that text in UTF-8. */
export async function hasBytesOf(path: string, cwd: string, text: string): Promise<boolean> {
  try {
    return (await readFile(resolve(cwd, path))).equals(Buffer.from(text));
  } catch {
    return false;
  }
}

/** Takes what was thrown by the file system; gives why, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'ENOTDIR') return 'a part of its path is no folder';
  if (code === 'EROFS') return 'the file system is read-only';
  if (code === 'ELOOP') return 'its links lead in a circle';
  if (code === 'ENAMETOOLONG') return 'its name is too long';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full';
  return error instanceof Error ? error.message : String(error);
}

/** Takes what was to be read and why it could not be; gives the two as one sentence that names it once. */
export function withSource(source: string, reason: string): string {
  return reason.includes(source) ? reason : `${source}: ${reason}`;
}
