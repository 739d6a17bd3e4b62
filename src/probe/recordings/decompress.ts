import type { Limits } from '../../document/limits.ts';
import { undoCodings } from '../judge/content-encoding.ts';
import type { SentExchange } from './sent.ts';

/**
 * Takes an exchange and limits; gives it with its response as it was before it was compressed (RFC 9110 section 8.4): what is
 * compressed may hold secrets that nobody finds. A body that cannot be read is left out, which the finding about the
 * response tells of.
 */
export function decompressed(
  sent: SentExchange,
  limits: Pick<Limits, 'unpackedBytes' | 'ratio'>,
): SentExchange {
  const { headers, bytes } = sent.response;
  const codings = headers.filter(([name]) => name === 'content-encoding').map(([, value]) => value);
  if (codings.length === 0) return sent;
  const undone = undoCodings(bytes, codings, limits);
  return {
    ...sent,
    response: {
      ...sent.response,
      headers: headers.filter(([name]) => name !== 'content-encoding' && name !== 'content-length'),
      bytes: undone.kind === 'bytes' ? undone.bytes : new Uint8Array(),
    },
  };
}
