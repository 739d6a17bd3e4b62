import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  compareWithBaseline,
  entriesOf,
  readBaseline,
  writeBaseline,
  type Baseline,
  type BaselineEntry,
} from '../findings/baseline.ts';
import type { Finding } from '../findings/finding.ts';
import { fileHint } from '../document/nearest-file.ts';
import { uriKind } from '../document/uri.ts';
import { RunError } from './errors.ts';
import { parseJsonFile, readTextFile, writeOutput } from './files.ts';
import type { Io } from './io.ts';
import type { CommonOptions } from './options.ts';

/** What a run has to tell about itself for a baseline to be compared with it. */
export interface BaselinedRun {
  readonly findings: readonly Finding[];
  /** The codes that it looked for; without them, what is not found is not known to be gone. */
  readonly codes: ReadonlySet<string>;
  /** The uris of the descriptions that it was about, and of all documents that it read. */
  readonly specs: Iterable<string>;
  readonly uris: Iterable<string>;
  /** What fingerprints call documents. */
  readonly nameOf: (uri: string) => string;
}

/** Takes the baseline file, if any, and options; throws RunError where they cannot be together. */
export function checkBaselineOptions(
  file: string | undefined,
  { updateBaseline, acceptNew }: Pick<CommonOptions, 'updateBaseline' | 'acceptNew'>,
): void {
  if (acceptNew && !updateBaseline) throw new RunError('--accept-new goes with --update-baseline');
  if (updateBaseline && file === undefined)
    throw new RunError('--update-baseline needs --baseline FILE to say which file to write');
}

/**
 * Takes what a run found, the baseline file, and the options that say what to do with it; gives the findings that are
 * new. Where asked to, writes the file anew: without what is gone, and with what is new only if that is accepted or
 * there was no file.
 */
export async function applyBaseline(
  run: BaselinedRun,
  file: string,
  { updateBaseline, acceptNew, quiet }: Pick<CommonOptions, 'updateBaseline' | 'acceptNew' | 'quiet'>,
  io: Io,
): Promise<{ readonly fresh: readonly Finding[]; readonly suppressed: number }> {
  const exists = existsSync(resolve(io.cwd, file));
  if (!exists && !updateBaseline)
    throw new RunError(
      `there is no baseline ${file}${fileHint(file, io.cwd) || '; --update-baseline writes it with all that is found now'}`,
    );
  const before: Baseline = exists ? await read(file, io) : { baselineVersion: 1, specs: [], findings: [] };
  const names = new Set([...run.uris].map(run.nameOf));
  const specs = new Set([...run.specs].map(run.nameOf));
  const folder = resolve(io.cwd, dirname(file));
  const isGone = (uri: string): boolean =>
    uriKind(uri) === 'file' && uri !== '' && !existsSync(resolve(folder, uri));
  // A file that several descriptions refer to has been looked at as a whole only with all of them.
  const whole = before.specs.every((spec) => specs.has(spec) || isGone(spec));
  const judged = ({ code, uri }: BaselineEntry): boolean =>
    run.codes.has(code) && (specs.has(uri) || (whole && names.has(uri)) || isGone(uri));
  const { fresh, known, gone, unjudged } = compareWithBaseline(run.findings, before, judged);
  if (!updateBaseline) {
    if (gone.length > 0 && !quiet) io.err(`apicheck: ${hint(gone.length, file)}\n`);
    return { fresh, suppressed: known.length };
  }
  const accepted = acceptNew || !exists ? fresh : [];
  const after = [...entriesOf([...known, ...accepted], run.nameOf), ...unjudged];
  const about = [...before.specs.filter((spec) => !isGone(spec)), ...specs];
  await writeOutput(file, writeBaseline({ baselineVersion: 1, specs: about, findings: after }), io);
  if (!quiet) {
    const dropped = `${gone.length} dropped`;
    const left = fresh.length - accepted.length;
    const hint = left === 0 ? '' : `; ${left} new: --accept-new adds ${left === 1 ? 'it' : 'them'}`;
    io.err(`apicheck: ${file} lists ${count(after.length)}: ${accepted.length} added, ${dropped}${hint}\n`);
  }
  return {
    fresh: accepted.length > 0 ? [] : fresh,
    suppressed: known.length + accepted.length,
  };
}

async function read(file: string, io: Io): Promise<Baseline> {
  const text = await readTextFile(file, io.cwd);
  let value: unknown;
  try {
    value = parseJsonFile(text);
  } catch {
    throw new RunError(`${file} is not a baseline: it is not JSON`);
  }
  const baseline = readBaseline(value);
  if (!baseline) throw new RunError(`${file} is not a baseline: it has no list of findings in version 1`);
  return baseline;
}

function hint(gone: number, file: string): string {
  const what = gone === 1 ? '1 finding of' : `${gone} findings of`;
  return `${what} ${file} ${gone === 1 ? 'does' : 'do'} not occur any more; --update-baseline drops ${gone === 1 ? 'it' : 'them'}`;
}

function count(findings: number): string {
  return findings === 1 ? '1 finding' : `${findings} findings`;
}
