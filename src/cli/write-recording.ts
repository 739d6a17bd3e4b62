import { dirname, relative, resolve } from 'node:path';
import type { Limits } from '../document/limits.ts';
import { createConcealer } from '../probe/recordings/conceal.ts';
import { decompressed } from '../probe/recordings/decompress.ts';
import type { SentExchange } from '../probe/recordings/sent.ts';
import { writeHar } from '../probe/recordings/write-har.ts';
import { writeOwnRecording } from '../probe/recordings/write-own.ts';
import type { Redactor } from '../probe/redact.ts';
import { writeOutput } from './files.ts';
import type { Io } from './io.ts';
import { version } from '../document/version.ts';

/** What a recording is made of. */
export interface Recorded {
  readonly exchanges: readonly SentExchange[];
  /** Where they were sent. */
  readonly origin: string;
  /** The contract, as the user would type it. */
  readonly spec: string | undefined;
  readonly redactor: Redactor;
  /** What bodies may unfold to. */
  readonly limits: Limits;
}

/**
 * Takes a file and what was sent; writes it as a recording, whole or not at all: an HTTP Archive where the file ends
 * in `.har`, else apicheck's own format. Secrets are replaced first. Throws RunError.
 */
export async function writeRecording(file: string, recorded: Recorded, io: Io): Promise<void> {
  await writeOutput(file, recordingText(file, recorded, io.cwd), io);
}

/** As `writeRecording`, without writing. */
export function recordingText(
  file: string,
  { exchanges, origin, spec, redactor, limits }: Recorded,
  cwd: string,
): string {
  const concealer = createConcealer(redactor);
  const plain = exchanges.map((sent) => decompressed(sent, limits));
  if (/\.har$/i.test(file)) return writeHar(plain, origin, concealer, version);
  return writeOwnRecording(plain, spec && fromFile(file, spec, cwd), concealer);
}

/** A file from the folder of the recording; anything else as it is. */
function fromFile(file: string, spec: string, cwd: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(spec)) return spec;
  return relative(dirname(resolve(cwd, file)), resolve(cwd, spec)).replaceAll('\\', '/');
}
