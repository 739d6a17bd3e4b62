import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Document } from './document.ts';
import { tooLong, type Limits } from './limits.ts';

/** A text as it came, or in a sentence why it did not. */
export type ReadText =
  | { readonly kind: 'text'; readonly text: string; readonly format?: Document['format'] }
  | { readonly kind: 'failed'; readonly reason: string };

/** Takes the path of a file; gives its text. */
export async function readFileText(
  path: string,
  cwd: string,
  limits: Pick<Limits, 'documentBytes'>,
): Promise<ReadText> {
  const absolute = isAbsolute(path) ? path : join(cwd, path);
  try {
    const found = await stat(absolute);
    if (found.isDirectory()) return failed(`${path} is a directory`);
    if (found.size > limits.documentBytes) return failed(tooLong(path, limits, 'documentBytes'));
    // Read to the limit and not to the size: of a pipe or device it is 0.
    const chunks: Buffer[] = [];
    let bytes = 0;
    const options = { highWaterMark: Math.min(Math.max(found.size + 1, 65_536), 4_194_304) };
    for await (const chunk of createReadStream(absolute, options) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > limits.documentBytes) return failed(tooLong(path, limits, 'documentBytes'));
    }
    return decodeText(path, chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
  } catch (error) {
    return failed(`${path} ${fileError(error)}`);
  }
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

function fileError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'is not found';
    case 'EACCES':
    case 'EPERM':
      return 'is not readable: permission denied';
    case 'ERR_STRING_TOO_LONG':
      return 'is too large';
    default:
      return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function failed(reason: string): ReadText {
  return { kind: 'failed', reason };
}
