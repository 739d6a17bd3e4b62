import { createRequire } from 'node:module';
import { freeUnpacked, raise, type Limits } from '../../document/limits.ts';

/** What bytes came to once their codings were undone. `unread`: nobody here can, or it would take too much. */
export type Uncoded =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'malformed' | 'unread'; readonly reason: string };

type Zlib = typeof import('node:zlib');
type Options = { readonly maxOutputLength: number };
type Unpack = (bytes: Uint8Array, options: Options) => Uint8Array;

const require = createRequire(import.meta.url);

/** Takes bytes; gives whether they begin as those of a coding do. */
type Looks = (bytes: Uint8Array) => boolean;

const startsWith =
  (...magic: readonly number[]): Looks =>
  (bytes) =>
    magic.every((byte, index) => bytes[index] === byte);
const looksLikeZlib: Looks = ([first = 0, second = 0]) =>
  (first & 0xf) === 8 && (first * 256 + second) % 31 === 0;

interface Coding {
  /** Undefined for one that has no mark of its own. */
  readonly looks: Looks | undefined;
  readonly unpack: (zlib: Zlib) => Unpack | undefined;
}

const codings: ReadonlyMap<string, Coding> = new Map<string, Coding>([
  ['gzip', { looks: startsWith(0x1f, 0x8b), unpack: (zlib) => zlib.gunzipSync }],
  ['deflate', { looks: looksLikeZlib, unpack: (zlib) => zlib.inflateSync }],
  ['br', { looks: undefined, unpack: (zlib) => zlib.brotliDecompressSync }],
  [
    'zstd',
    {
      looks: startsWith(0x28, 0xb5, 0x2f, 0xfd),
      // Since Node 22.15.
      unpack: (zlib) => (zlib as Zlib & { readonly zstdDecompressSync?: Unpack }).zstdDecompressSync,
    },
  ],
]);

/**
 * Takes the bytes of a body and the values of its Content-Encoding headers; gives the bytes without the codings (RFC
 * 9110 section 8.4). Most recorders undo them and leave the header: bytes that are none of a coding are what they are.
 */
export function undoCodings(
  bytes: Uint8Array,
  headers: readonly string[],
  limits: Pick<Limits, 'unpackedBytes' | 'ratio'>,
): Uncoded {
  if (headers.length === 0) return { kind: 'bytes', bytes };
  let plain = bytes;
  for (const name of headers.flatMap((value) => value.split(',')).reverse()) {
    const coding = codings.get(name.trim().toLowerCase().replace(/^x-/, ''));
    if (!coding || coding.looks?.(plain) === false) continue;
    const undone = undo(name.trim(), coding, plain, limits);
    if (undone.kind !== 'bytes') return undone;
    plain = undone.bytes;
  }
  return { kind: 'bytes', bytes: plain };
}

function undo(
  name: string,
  { looks, unpack }: Coding,
  bytes: Uint8Array,
  { unpackedBytes, ratio }: Pick<Limits, 'unpackedBytes' | 'ratio'>,
): Uncoded {
  const unpacker = unpack(require('node:zlib') as Zlib);
  if (!unpacker) return { kind: 'unread', reason: `${name} cannot be read by this version of Node.js` };
  const byRatio = Math.max(freeUnpacked, bytes.length * ratio);
  const most = Math.min(unpackedBytes, byRatio);
  try {
    return { kind: 'bytes', bytes: unpacker(bytes, { maxOutputLength: most }) };
  } catch (error) {
    if (error instanceof RangeError)
      return { kind: 'unread', reason: `its ${name} unfolds to more than ${bound(most, byRatio, ratio)}` };
    return looks ? { kind: 'malformed', reason: `its ${name} is broken` } : { kind: 'bytes', bytes };
  }
}

function bound(most: number, byRatio: number, ratio: number): string {
  return most === byRatio
    ? `${ratio} times its size${raise('ratio')}`
    : `${most} bytes${raise('unpackedBytes')}`;
}
