import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { SentExchange } from './sent.ts';

/** A body that unfolds to more than this is not written. */
const maxOutputLength = 50_000_000;

/**
 * Takes an exchange; gives it with its response as it was before it was compressed (RFC 9110 section 8.4): what is
 * compressed may hold secrets that nobody finds. A body that cannot be read is left out.
 */
export function decompressed(sent: SentExchange): SentExchange {
  const { headers, bytes } = sent.response;
  const codings = headers
    .filter(([name]) => name === 'content-encoding')
    .flatMap(([, value]) => value.split(','))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length === 0) return sent;
  return {
    ...sent,
    response: {
      ...sent.response,
      headers: headers.filter(([name]) => name !== 'content-encoding' && name !== 'content-length'),
      bytes: codings.toReversed().reduce(undo, bytes),
    },
  };
}

function undo(bytes: Uint8Array, coding: string): Uint8Array {
  try {
    if (coding === 'gzip' || coding === 'x-gzip') return gunzipSync(bytes, { maxOutputLength });
    if (coding === 'deflate') return inflateSync(bytes, { maxOutputLength });
    if (coding === 'br') return brotliDecompressSync(bytes, { maxOutputLength });
  } catch {
    // Said by the finding about the response; a recording cannot say more than what was understood.
  }
  return new Uint8Array();
}
