import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Document } from './document.ts';
import { reasonOf } from './file-error.ts';
import { tooLong, type Limits } from './limits.ts';

/** A text as it came, or in a sentence why it did not. */
export type ReadText =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly format?: Document['format'];
      readonly damage?: Damage;
    }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** It is there, and is kept from us. */ readonly denied?: true;
      /** Nobody looked, since the user has not allowed it. */ readonly refused?: true;
    };

/** The first place at which bytes are no text of their character set. */
export interface Damage {
  /** The offset into the text, in UTF-16 units. */
  readonly at: number;
  readonly message: string;
}

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
 * Takes the bytes of a document; gives its text. They are UTF-8 unless a byte order mark, the zeros of the first two
 * characters or `charset` say otherwise (RFC 8259 section 8.1, YAML 1.2.2 section 5.2). A UTF-8 mark stays in the text,
 * so that offsets into it are those of the file.
 */
export function decodeText(name: string, bytes: Buffer, charset?: string): ReadText {
  const wide = wideCharset(bytes);
  if (wide === 'utf-32') return failed(`${name} is UTF-32, which is not read; save it as UTF-8`);
  const label = wide ?? charset ?? 'utf-8';
  const isUtf8Text = /^utf-?8$/i.test(label);
  let text: string;
  try {
    text = isUtf8Text ? bytes.toString('utf8') : new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
  } catch {
    return failed(`${name} is in a character set that is not known: ${label}`);
  }
  const zero = text.slice(0, 8_192).indexOf('\0');
  if (zero !== -1) {
    const line = text.slice(0, zero).split('\n').length;
    return failed(`${name} is not text: it has a NUL character on line ${line}`);
  }
  const damage = isUtf8Text ? damageOfUtf8(text, bytes) : wide && damageOfUtf16(text, bytes, wide);
  return { kind: 'text', text, ...(damage && { damage }) };
}

/** Takes what was thrown by the file system; tells whether what was to be read is there for others. */
export function isDenied(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EACCES' || code === 'EPERM' || code === 'EIO';
}

/** The character set of texts that are not made of single bytes, which their first bytes tell; undefined for others. */
function wideCharset(bytes: Buffer): 'utf-16le' | 'utf-16be' | 'utf-32' | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0) return (c === 0xfe && d === 0xff) || (c === 0 && isAscii(d)) ? 'utf-32' : undefined;
  if (a === 0) return isAscii(b) && c === 0 && isAscii(d) ? 'utf-16be' : undefined;
  if (b !== 0 || !isAscii(a)) return undefined;
  if (c === 0 && d === 0) return 'utf-32';
  return isAscii(c) && d === 0 ? 'utf-16le' : undefined;
}

function isAscii(byte: number | undefined): boolean {
  return (
    byte !== undefined && (byte === 0x09 || byte === 0x0a || byte === 0x0d || (byte > 0x1f && byte < 0x7f))
  );
}

/** What a decoder puts in the place of bytes that are no character, and what somebody may have written as well. */
const replacement = '\uFFFD';

function damageOfUtf8(text: string, bytes: Buffer): Damage | undefined {
  if (!text.includes(replacement) || isUtf8(bytes)) return undefined;
  let counted = 0;
  let byte = 0;
  for (let at = text.indexOf(replacement); at !== -1; at = text.indexOf(replacement, at + 1)) {
    // All before it is as it was written.
    byte += Buffer.byteLength(text.slice(counted, at));
    counted = at;
    if (bytes.subarray(byte, byte + 3).equals(Buffer.from(replacement))) continue;
    return { at, message: `the byte 0x${bytes.toString('hex', byte, byte + 1)} here is not UTF-8${lost}` };
  }
  return undefined;
}

function damageOfUtf16(text: string, bytes: Buffer, charset: 'utf-16le' | 'utf-16be'): Damage | undefined {
  for (let at = text.indexOf(replacement); at !== -1; at = text.indexOf(replacement, at + 1)) {
    const whole = at * 2 + 1 < bytes.length;
    const unit = whole && (charset === 'utf-16le' ? bytes.readUInt16LE(at * 2) : bytes.readUInt16BE(at * 2));
    if (unit === 0xfffd) continue;
    const what = unit === false ? 'the last byte' : `0x${unit.toString(16)} alone`;
    return { at, message: `${what} is no character of UTF-16${lost}` };
  }
  return undefined;
}

const lost = ', and is read as U+FFFD; save the file as UTF-8';

/** How the reason ends where there is no file. */
export const notFound = 'is not found';

function fileError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return notFound;
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
