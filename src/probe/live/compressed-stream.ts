import { createRequire } from 'node:module';
import { defaultLimits } from '../../document/limits.ts';

type Zlib = typeof import('node:zlib');

const require = createRequire(import.meta.url);

/**
 * Takes the start of what a coding made of a stream that goes on, and the value of its Content-Encoding; gives as much of
 * the stream as the start holds, undefined where nobody here can read it.
 */
export function unpackStart(bytes: Buffer, coding: string): Buffer | undefined {
  const zlib = require('node:zlib') as Zlib;
  const maxOutputLength = defaultLimits.unpackedBytes;
  const finishFlush = zlib.constants.Z_SYNC_FLUSH;
  try {
    switch (coding.trim().toLowerCase().replace(/^x-/, '')) {
      case 'gzip':
        return zlib.gunzipSync(bytes, { finishFlush, maxOutputLength });
      case 'deflate':
        return zlib.inflateSync(bytes, { finishFlush, maxOutputLength });
      case 'br':
        return zlib.brotliDecompressSync(bytes, {
          finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
          maxOutputLength,
        });
      default:
        return undefined;
    }
  } catch {
    return undefined;
  }
}
