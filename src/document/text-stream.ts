import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** A part of a text as it is read. */
export interface TextChunk {
  readonly text: string;
  /** Whether bytes in it are not of the character set: each stands as U+FFFD. */
  readonly lossy: boolean;
}

/** As much is read at once. */
const chunkBytes = 65_536;

/** Takes the path of a file; gives its first bytes, undefined where it is no file that can be read. */
export async function fileHead(path: string, cwd: string, bytes: number): Promise<Buffer | undefined> {
  const absolute = absolutePath(path, cwd);
  try {
    // Of a pipe, what is read for a look would be gone.
    if (!(await stat(absolute)).isFile()) return undefined;
    const file = await open(absolute);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

/** Takes the path of a file in UTF-8; gives its text as it is read, without a byte order mark. */
export async function* fileChunks(path: string, cwd: string): AsyncGenerator<TextChunk> {
  const decoder = new StringDecoder('utf8');
  let first = true;
  const options = { highWaterMark: chunkBytes };
  for await (const bytes of createReadStream(absolutePath(path, cwd), options) as AsyncIterable<Buffer>) {
    let text = decoder.write(bytes);
    if (first && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    first = false;
    yield { text, lossy: isLossy(text, bytes) };
  }
  const rest = decoder.end();
  if (rest !== '') yield { text: rest, lossy: true };
}

/** A text at hand, as a stream of one chunk. */
export async function* textChunks(text: string): AsyncGenerator<TextChunk> {
  yield await Promise.resolve({ text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, lossy: false });
}

/** U+FFFD may have been written as such: those that were not are more than the bytes have of it. */
function isLossy(text: string, bytes: Buffer): boolean {
  if (!text.includes('\uFFFD')) return false;
  let written = 0;
  for (let at = bytes.indexOf('\uFFFD'); at !== -1; at = bytes.indexOf('\uFFFD', at + 3)) written += 1;
  let shown = 0;
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', at + 1)) shown += 1;
  // One may have begun in the chunk before.
  return shown > written + (isTail(bytes[0] ?? 0) ? 1 : 0);
}

function isTail(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

function absolutePath(path: string, cwd: string): string {
  return isAbsolute(path) ? path : join(cwd, path);
}
