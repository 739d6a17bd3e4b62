import { createHash } from 'node:crypto';
import { tooLong, type Limits } from '../../document/limits.ts';
import { isObject } from '../../document/node.ts';
import { shownValue } from '../../probe/shown.ts';
import { decodeText } from '../../document/read.ts';
import { expandSources } from '../../document/sources.ts';
import type { RunReport } from '../../findings/run-report.ts';
import reportSchema from '../../report/report.schema.json' with { type: 'json' };
import { createDataCheck } from '../../schema/data-check.ts';
import { RunError } from '../errors.ts';
import { parseJsonFile, readTextFile, withSource } from '../files.ts';
import type { Io } from '../io.ts';
import { version } from '../../document/version.ts';

/** A report, and what the user calls it. */
export interface NamedReport {
  readonly source: string;
  readonly report: RunReport;
}

/**
 * Takes what the user named (files, globs and folders of JSON reports, `-`) and limits; gives the reports, one that is there
 * twice only once. Throws RunError where one cannot be read, is none, or is of another command than the first.
 */
export async function readReports(
  named: readonly string[],
  io: Io,
  limits: Pick<Limits, 'totalBytes'>,
): Promise<readonly [NamedReport, ...NamedReport[]]> {
  const { sources, failures } = await expandSources(named, { cwd: io.cwd, only: 'any' });
  const [failure] = failures;
  if (failure) throw new RunError(withSource(failure.source, failure.reason));
  const problemOf = createDataCheck(reportSchema);
  const seen = new Set<string>();
  const reports: NamedReport[] = [];
  for (const source of sources) {
    const text = await readText(source, io, limits);
    const digest = createHash('sha256').update(text).digest('hex');
    if (seen.has(digest)) continue;
    seen.add(digest);
    reports.push({ source, report: parseReport(source, text, problemOf) });
  }
  const [first, ...rest] = reports;
  if (!first) throw new RunError('no report is named');
  for (const { source, report } of rest) {
    if (report.command === first.report.command) continue;
    throw new RunError(
      `${first.source} is a report of ${first.report.command} and ${source} one of ${report.command}: only reports of one command can be merged`,
    );
  }
  return [first, ...rest];
}

async function readText(source: string, io: Io, limits: Pick<Limits, 'totalBytes'>): Promise<string> {
  if (source !== '-') return readTextFile(source, io.cwd, limits);
  const bytes = await io.readStdin(limits.totalBytes);
  if (bytes.length > limits.totalBytes) throw new RunError(tooLong(source, limits, 'totalBytes'));
  const decoded = decodeText('standard input', bytes);
  if (decoded.kind === 'failed') throw new RunError(decoded.reason);
  return decoded.text;
}

function parseReport(
  source: string,
  text: string,
  problemOf: (value: unknown) => string | undefined,
): RunReport {
  let read: unknown;
  try {
    read = parseJsonFile(text);
  } catch {
    throw new RunError(`${source} is not a report: it is not JSON (write it with --format json=FILE)`);
  }
  const given = isObject(read) ? read.reportVersion : undefined;
  if (given === undefined)
    throw new RunError(
      `${source} is not a report of apicheck: it has no reportVersion (write one with --format json=FILE)`,
    );
  if (given !== 1)
    throw new RunError(`${source} is a report of version ${shownValue(given)}, and this reads version 1`);
  const problem = problemOf(read);
  if (problem !== undefined) throw new RunError(`${source} is not a report of apicheck: ${problem}`);
  const report = read as RunReport;
  if (report.tool.version !== version) {
    throw new RunError(
      `${source} was written by apicheck ${report.tool.version}, and this is ${version}: merge reports with the version that wrote them`,
    );
  }
  return report;
}
