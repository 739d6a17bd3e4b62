import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

/** The bytes of a file, or in a sentence why they cannot be had. */
export type FileBytes =
  { readonly kind: 'bytes'; readonly bytes: Buffer } | { readonly kind: 'failed'; readonly reason: string };

/** A file that a recording has a body in may have this many bytes. */
const largest = 100_000_000;

/** Takes the directory that relative paths begin at; gives what reads a file whole. */
export function fileBytes(cwd: string): (uri: string) => FileBytes {
  return (uri) => {
    const path = resolve(cwd, uri);
    try {
      if (statSync(path).size > largest)
        return { kind: 'failed', reason: `${uri} has more than ${largest} bytes` };
      return { kind: 'bytes', bytes: readFileSync(path) };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      const reason = code === 'ENOENT' ? 'there is no such file' : String(error);
      return { kind: 'failed', reason: `${uri} could not be read: ${reason}` };
    }
  };
}
