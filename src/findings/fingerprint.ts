import { createHash } from 'node:crypto';
import type { Pointer } from '../document/pointer.ts';

/**
 * Takes what a finding is about, and which of several alike it is (0 for the first); gives an id of 16 hexadecimal
 * digits. It has no line in it, so that it stays the same when text moves.
 */
export function fingerprint(
  code: string,
  uri: string,
  pointer: Pointer,
  message: string,
  ordinal: number,
): string {
  const parts =
    ordinal === 0 ? [code, uri, pointer, message] : [code, uri, pointer, message, String(ordinal)];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}
