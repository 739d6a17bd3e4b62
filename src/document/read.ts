import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Document } from './document.ts';
import { reasonOf } from './file-error.ts';
import { tooLong, type Limits } from './limits.ts';

/** A text as it came, or in a sentence why it did not. */
export type ReadText =
  | { readonly kind: 'text'; readonly text: string; readonly format?: Document['format'] }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** It is there, and is kept from us. */ readonly denied?: true;
    };

/** Takes the path of a file; gives its text. */
export async function readFileText(
  path: string,
  cwd: string,
  limits: Pick<Limits, 'documentBytes'>,
): Promise<ReadText> {
  try {
    const bytes = await readBytes(isAbsolute(path) ? path : join(cwd, path), limits.documentBytes);
    return bytes ? decodeText(path, bytes) : failed(tooLong(path, limits, 'documentBytes'));
  } catch (error) {
    return { ...failed(`${path} ${fileError(error)}`), ...(isDenied(error) && { denied: true }) };
  }
}

/**
 * Takes the absolute path of a file, a pipe or a device and how many bytes it may have; gives what is in it, undefined
 * where that is more. Throws what the file system does.
 */
export async function readBytes(path: string, most: number): Promise<Buffer | undefined> {
  const found = await stat(path);
  if (found.size > most && found.isFile()) return undefined;
  // Read to the limit and not to the size: of a pipe or device it is 0.
  const chunks: Buffer[] = [];
  let bytes = 0;
  const options = { highWaterMark: Math.min(Math.max(found.size + 1, 65_536), 4_194_304) };
  const stream: AsyncIterable<Buffer> = found.isFIFO()
    ? await (await import('./pipe.ts')).readPipe(path)
    : createReadStream(path, options);
  for await (const chunk of stream) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > most) return undefined;
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/**
 * Takes the bytes of a document; gives its text. They are UTF-8 unless a byte order mark or `charset` says
 * otherwise (RFC 8259 section 8.1, YAML 1.2.2 section 5.2). A UTF-8 mark stays in the text, so that offsets into it
 * are those of the file.
 */
export function decodeText(name: string, bytes: Buffer, charset?: string): ReadText {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  const label = wide ?? charset ?? 'utf-8';
  let text: string;
  try {
    text = /^utf-?8$/i.test(label)
      ? bytes.toString('utf8')
      : new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
  } catch {
    return failed(`${name} is in a character set that is not known: ${label}`);
  }
  if (text.slice(0, 8_192).includes('\0')) return failed(`${name} is not text`);
  return { kind: 'text', text };
}

/** Takes what was thrown by the file system; tells whether what was to be read is there for others. */
export function isDenied(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EACCES' || code === 'EPERM' || code === 'EIO';
}

function fileError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'is not found';
    case 'EISDIR':
      return 'is a directory';
    case 'EACCES':
    case 'EPERM':
      return 'is not readable: permission denied';
    case 'ERR_STRING_TOO_LONG':
      return 'is too large';
    default:
      return `cannot be read: ${reasonOf(error)}`;
  }
}

function failed(reason: string): ReadText {
  return { kind: 'failed', reason };
}
