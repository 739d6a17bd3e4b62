import { isAscii } from 'node:buffer';
import type { MediaTypeName } from '../../openapi/media-type-name.ts';
import type { Codec } from '../media-type.ts';

/** The text that bytes stand for. `unread`: in a character set that nobody here knows. */
export type DecodedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'malformed' | 'unread'; readonly reason: string };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Takes the bytes of a body, its media type and how it is read; gives its text: by its byte order mark, the `charset`
 * of its type, what XML declares, the zeros in JSON, else as UTF-8. A byte order mark stays.
 */
export function decodeBytes(bytes: Uint8Array, type: MediaTypeName, codec: Codec): DecodedText {
  const label = byMark(bytes) ?? type.parameters.get('charset') ?? declared(bytes, codec) ?? 'utf-8';
  const isUtf8 = label === 'utf-8' || /^utf-?8$/i.test(label);
  const ascii = isUtf8 ? asciiText(bytes) : undefined;
  if (ascii !== undefined) return { kind: 'text', text: ascii };
  try {
    const decoder = isUtf8 ? utf8 : new TextDecoder(label, { fatal: true, ignoreBOM: true });
    return { kind: 'text', text: decoder.decode(bytes) };
  } catch (error) {
    if (error instanceof RangeError)
      return { kind: 'unread', reason: `there is no decoder for the character set ${label}` };
    return { kind: 'malformed', reason: `its bytes are not ${label.toUpperCase()}` };
  }
}

/** Takes bytes; gives them as UTF-8, with what is none replaced. */
export function looseText(bytes: Uint8Array): string {
  return asciiText(bytes) ?? new TextDecoder().decode(bytes);
}

/** Longer ones are not kept. */
const longest = 1_000_000;
/** What was read last: a body is searched for secrets, and then read. */
let last: { readonly bytes: Uint8Array; readonly text: string } | undefined;

/** What a decoder gives too, who takes longer to be asked than to do it; undefined of bytes that are not all ASCII. */
function asciiText(bytes: Uint8Array): string | undefined {
  if (last?.bytes === bytes) return last.text;
  if (!isAscii(bytes)) return undefined;
  const buffer = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('latin1');
  if (text.length <= longest) last = { bytes, text };
  return text;
}

function byMark(bytes: Uint8Array): string | undefined {
  const first = bytes[0];
  const second = bytes[1];
  const third = bytes[2];
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function declared(bytes: Uint8Array, codec: Codec): string | undefined {
  const first = bytes[0];
  const second = bytes[1];
  if ((codec === 'json' || codec === 'xml') && bytes.length > 1) {
    if (first === 0) return 'utf-16be';
    if (second === 0) return 'utf-16le';
  }
  if (codec !== 'xml') return undefined;
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  return /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1];
}
