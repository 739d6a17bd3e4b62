import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { reasonOf } from './file-error.ts';
import { defaultLimits, tooLong, type Limits } from './limits.ts';

/** The bytes of a file, or in a sentence why they cannot be had. */
export type FileBytes =
  { readonly kind: 'bytes'; readonly bytes: Buffer } | { readonly kind: 'failed'; readonly reason: string };

/**
 * Takes the directory that relative paths begin at, limits, and what says why a file must not be read; gives what reads
 * a file whole.
 */
export function fileBytes(
  cwd: string,
  limits: Pick<Limits, 'exchangeBytes'> = defaultLimits,
  refusal: (uri: string) => string | undefined = () => undefined,
): (uri: string) => FileBytes {
  return (uri) => {
    const path = resolve(cwd, uri);
    try {
      const refused = refusal(uri);
      if (refused !== undefined) return { kind: 'failed', reason: refused };
      const found = statSync(path);
      // A pipe may never end, nor does a device.
      if (!found.isFile()) return { kind: 'failed', reason: `${uri} is no regular file` };
      if (found.size > limits.exchangeBytes)
        return { kind: 'failed', reason: tooLong(uri, limits, 'exchangeBytes') };
      return { kind: 'bytes', bytes: readFileSync(path) };
    } catch (error) {
      return { kind: 'failed', reason: `${uri} could not be read: ${reasonOf(error)}` };
    }
  };
}
