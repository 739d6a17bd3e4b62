import { existsSync } from 'node:fs';
import { isAbsolute, normalize, resolve } from 'node:path';
import { uriKind } from '../../document/uri.ts';
import type { Finding } from '../../findings/finding.ts';
import type { RunReport, SpecName } from '../../findings/run-report.ts';
import { printableLines, RunError } from '../errors.ts';
import { exitCode } from '../exit.ts';
import { readTextFile } from '../files.ts';
import type { Io } from '../io.ts';
import { mergeDiffs } from '../merge/merge-diffs.ts';
import { mergeFindings } from '../merge/merge-findings.ts';
import { mergeProbes } from '../merge/merge-probe.ts';
import { readReports, type NamedReport } from '../merge/read-reports.ts';
import { coverageCode, type MinCoverage } from '../min-coverage.ts';
import type { CommonOptions } from '../options.ts';
import { createNaming } from '../naming.ts';
import { finishRun } from '../output.ts';
import { loadSettings } from '../settings.ts';
import { runStore } from '../store.ts';

export interface MergeOptions extends CommonOptions {
  /** In percent, by kind. */
  readonly minCoverage: MinCoverage;
}

/** `apicheck merge`: takes JSON reports of one command; prints one report out of them; gives the exit code. */
export async function mergeCommand(named: readonly string[], options: MergeOptions, io: Io): Promise<number> {
  const startedAt = io.now();
  const settings = await loadSettings(options.config, runStore(io, options.offline), io);
  const reports = await readReports(named, io);
  const [{ report: first }] = reports;
  const { command } = first;
  checkOptions(command, options);
  const findings = mergeFindings(reports.map(({ report }) => report.findings));
  const specs = specsOf(reports);
  const section = await sectionFor(reports, findings, io);
  const baseline = options.baseline ?? settings.config.baseline;
  const code = await finishRun(
    {
      command,
      specs,
      findings,
      section: section.of,
      texts: await textsOf(command, specs, findings, io),
      startedAt,
      took: reports.reduce((sum, { report }) => sum + report.summary.durationMs, 0),
      suppressed: reports.reduce((sum, { report }) => sum + report.summary.suppressed, 0),
      // A report does not say what was looked for: nothing is known to be gone.
      baselined: {
        naming: createNaming(io, settings.base, baseline),
        codes: new Set(),
        file: options.baseline ?? (options.updateBaseline ? baseline : undefined),
      },
      ownMetas: settings.ownRules,
    },
    options,
    settings.config,
    io,
  );
  if (code !== exitCode.done || section.coverage === undefined) return code;
  return coverageCode(section.coverage, options, io);
}

function checkOptions(command: RunReport['command'], { format, minCoverage }: MergeOptions): void {
  if (command !== 'diff' && format.some(({ name }) => name === 'changelog'))
    throw new RunError(`a changelog is made of reports of diff, and these are of ${command}`);
  if (command !== 'probe' && minCoverage.size > 0)
    throw new RunError(`--min-coverage is of reports of probe, and these are of ${command}`);
}

async function sectionFor(
  reports: readonly NamedReport[],
  findings: readonly Finding[],
  io: Io,
): Promise<{
  readonly of: (fresh: readonly Finding[]) => Pick<RunReport, 'diff' | 'probe'>;
  readonly coverage?: NonNullable<RunReport['probe']>['coverage'];
}> {
  const diffs = reports.flatMap(({ report }) => report.diff ?? []);
  if (diffs.length > 0) {
    const diff = mergeDiffs(diffs);
    return { of: () => ({ diff }) };
  }
  if (reports.every(({ report }) => report.probe === undefined)) return { of: () => ({}) };
  const { sectionOf } = await import('../../probe/run-section.ts');
  const merged = mergeProbes(reports, findings, (text) => io.err(`apicheck: ${printableLines(text)}\n`));
  return { of: (fresh) => ({ probe: sectionOf(merged, fresh) }), coverage: merged.coverage };
}

function specsOf(reports: readonly NamedReport[]): SpecName[] {
  const specs = reports.flatMap(({ report }) => report.specs);
  return [...new Map(specs.map((spec) => [`${spec.role} ${spec.uri}`, spec])).values()];
}

/**
 * The lines that findings point at, where the files are here. Of a probe only those of the contracts: what was
 * recorded may hold secrets, which nobody here knows to hide.
 */
async function textsOf(
  command: RunReport['command'],
  specs: readonly SpecName[],
  findings: readonly Finding[],
  io: Io,
): Promise<ReadonlyMap<string, string>> {
  const uris = new Set(specs.map(({ uri }) => uri));
  if (command !== 'probe') for (const { location } of findings) uris.add(location.uri);
  const texts = new Map<string, string>();
  for (const uri of uris) {
    // A report from elsewhere may name any file of this machine: only those of the project are shown.
    if (uriKind(uri) !== 'file' || isAbsolute(uri) || normalize(uri).startsWith('..')) continue;
    if (!existsSync(resolve(io.cwd, uri))) continue;
    texts.set(uri, await readTextFile(uri, io.cwd).catch(() => ''));
  }
  return texts;
}
