import type { Finding } from '../../findings/finding.ts';
import type { Coverage, ProbeSection, RunReport } from '../../findings/run-report.ts';
import { sumCoverage } from '../../probe/coverage/merge.ts';
import { uniteCoverage } from '../../probe/coverage/unite.ts';
import { sumLeft } from '../../probe/generate/left-behind.ts';
import { sumUntried } from '../../probe/generate/untried.ts';
import type { Tally } from '../../probe/run-fold.ts';
import type { ProbeOutcome } from '../../probe/run-outcome.ts';
import type { sectionOf } from '../../probe/run-section.ts';
import { RunError } from '../errors.ts';
import type { NamedReport } from './read-reports.ts';

/** What `sectionOf` makes a report's section of. */
export type MergedProbe = Parameters<typeof sectionOf>[0];

/**
 * Takes reports of `probe` and their findings, merged; gives what all of them ran, and what they cover together of
 * each contract. Throws RunError where that cannot be told.
 */
export function mergeProbes(
  reports: readonly NamedReport[],
  findings: readonly Finding[],
  warn: (text: string) => void,
): MergedProbe {
  const merged = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  const sections = reports.flatMap(({ report }) => (report.probe ? [{ report, probe: report.probe }] : []));
  const exchanges = sections.map(({ report, probe }) =>
    probe.exchanges.map((exchange): ProbeOutcome => {
      const found = exchange.findings.flatMap((index) => report.findings[index] ?? []);
      return { ...exchange, findings: found.flatMap(({ fingerprint }) => merged.get(fingerprint) ?? []) };
    }),
  );
  const targets = new Set(sections.flatMap(({ probe }) => probe.target ?? []));
  const coverage = mergeCoverage(reports, warn);
  // What one run has left alone another may have tried.
  const exchanged = new Set(
    coverage.byOperation.flatMap(({ operation: { method, path }, exchanges }) =>
      exchanges > 0 ? [`${method.toUpperCase()} ${path}`] : [],
    ),
  );
  const untried = sections
    .flatMap(({ probe }) => probe.untried ?? [])
    .map(({ reason, operations }) => ({
      reason,
      operations: operations.filter((name) => !exchanged.has(name)),
    }))
    .filter(({ operations }) => operations.length > 0);
  return {
    mode: sections.some(({ probe }) => probe.mode === 'live') ? 'live' : 'offline',
    target: targets.size === 0 ? undefined : [...targets].join(', '),
    exchanges: exchanges.flat(),
    tallies: sections.flatMap(({ probe }, index) => talliesOf(probe, exchanges[index] ?? [])),
    untried: sumUntried(untried),
    left: sumLeft(sections.flatMap(({ probe }) => probe.left ?? [])),
    coverage,
  };
}

/** Of very many exchanges a report lists only some, but counts them all. */
function talliesOf({ counts, skipped = [] }: ProbeSection, listed: readonly ProbeOutcome[]): Tally[] {
  const tallies = listed
    .filter(({ outcome }) => outcome !== 'skip' || skipped.length === 0)
    .map(({ outcome, findings }): Tally => ({ outcome, findings, number: 1 }));
  for (const { reason, exchanges } of skipped)
    tallies.push({ outcome: 'skip', findings: [], number: exchanges, skipped: reason });
  for (const outcome of ['pass', 'fail', 'error', 'skip'] as const) {
    if (outcome === 'skip' && skipped.length > 0) continue;
    const rest = counts[outcome] - listed.filter((one) => one.outcome === outcome).length;
    if (rest > 0) tallies.push({ outcome, findings: [], number: rest });
  }
  return tallies;
}

/** Reports of the same contracts are united, those of different ones added up. */
function mergeCoverage(reports: readonly NamedReport[], warn: (text: string) => void): Coverage {
  const groups = new Map<string, NamedReport[]>();
  for (const one of reports) {
    const key = specsOf(one.report).join('\n');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const owners = new Map<string, NamedReport>();
  for (const [one] of groups.values()) {
    for (const uri of one ? specsOf(one.report) : []) {
      const other = owners.get(uri);
      if (one && other) {
        throw new RunError(
          `${other.source} and ${one.source} are both about ${uri}, but not of the same contracts as a whole: what they cover cannot be told together`,
        );
      }
      if (one) owners.set(uri, one);
    }
  }
  return sumCoverage(
    [...groups.values()].flatMap((group) => {
      const coverage = uniteGroup(group, warn);
      // Where a report is of several contracts, it says itself what is of which.
      return coverage === undefined ? [] : [{ coverage, spec: group[0]?.report.specs[0]?.uri }];
    }),
  );
}

function uniteGroup(group: readonly NamedReport[], warn: (text: string) => void): Coverage | undefined {
  const [first, ...rest] = group.flatMap(({ report }) => report.probe?.coverage ?? []);
  if (!first) return undefined;
  const united = uniteCoverage([first, ...rest]);
  if (united === undefined) {
    const sources = group.map(({ source }) => source).join(', ');
    throw new RunError(`${sources} are of different versions of the same contract`);
  }
  const { coverage, atLeast } = united;
  if (atLeast.length > 0)
    warn('more may be covered than is told: the reports list only a part of what they have not seen');
  return coverage;
}

function specsOf({ specs }: RunReport): string[] {
  return [...new Set(specs.map(({ uri }) => uri))].sort();
}
