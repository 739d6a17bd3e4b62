import type { Finding, Severity } from '../findings/finding.ts';
import type { RunReport } from '../findings/run-report.ts';
import { groupBy } from './alike.ts';
import type { ArtifactOf } from './artifact.ts';
import { markdownReport } from './markdown.ts';
import type { Source } from './frame.ts';
import { clip } from './columns.ts';
import { printable } from './printable.ts';
import { detailLines, placeName, saidOf } from './text-findings.ts';
import { createTheme } from './theme.ts';

/** GitHub shows this many annotations of each level from one step, and drops the rest without a word. */
const annotationsPerLevel = 10;

/** GitHub refuses a step's summary beyond 1 MiB; other steps of the job may have written to the same file. */
const summaryBytes = 900_000;

/** Characters of a message; an annotation is no place for more. */
const longestMessage = 4_000;

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Takes a report and where documents are in the repository; gives GitHub Actions workflow commands: of each level as
 * many as GitHub shows, the most telling ones, and a line that says how many more there are.
 */
export function githubReport(report: RunReport, artifactOf: ArtifactOf): string {
  const lines: string[] = [];
  const left: string[] = [];
  for (const severity of ['error', 'warning', 'info'] as const) {
    const found = report.findings.filter((finding) => finding.severity === severity);
    const chosen = mostTelling(found, annotationsPerLevel, artifactOf);
    lines.push(...chosen.map((finding) => annotation(finding, artifactOf, report.command === 'diff')));
    if (found.length > chosen.length) left.push(counted(found.length - chosen.length, severity));
  }
  if (left.length > 0) {
    lines.push(
      `apicheck ${report.command}: and ${left.join(', ')}, beyond the ${annotationsPerLevel} annotations of each level that GitHub shows; the job's summary tells of them.`,
    );
  } else if (lines.length === 0) {
    lines.push(`apicheck ${report.command}: no findings`);
  }
  return `${lines.join('\n')}\n`;
}

/** Takes a report and the texts that it speaks of; gives Markdown to append to the file GITHUB_STEP_SUMMARY. */
export function githubSummary(report: RunReport, source: Source): string {
  return `${markdownReport(report, source, { limit: summaryBytes })}\n`;
}

function counted(number: number, severity: Severity): string {
  return `${number} more ${severity === 'info' || number === 1 ? severity : `${severity}s`}`;
}

/**
 * Ten of one code say less than one of each of ten: findings are taken by turns from each code, and within a code
 * those first that GitHub can show in a file and that come with proof. They stay in the report's order.
 */
function mostTelling(findings: readonly Finding[], most: number, artifactOf: ArtifactOf): Finding[] {
  if (findings.length <= most) return [...findings];
  const weight = (finding: Finding) =>
    (artifactOf(finding.location.uri).kind === 'tree' ? 2 : 0) +
    (finding.evidence?.kind === 'witness' ? 1 : 0);
  const queues = [...groupBy(findings, ({ code }) => code).values()].map((group) =>
    group.toSorted((a, b) => weight(b) - weight(a)),
  );
  const chosen = new Set<Finding>();
  for (let round = 0; chosen.size < most; round += 1) {
    for (const queue of queues) {
      const next = queue[round];
      if (next !== undefined && chosen.size < most) chosen.add(next);
    }
  }
  return findings.filter((finding) => chosen.has(finding));
}

function annotation(finding: Finding, artifactOf: ArtifactOf, operations: boolean): string {
  const { code, severity, location } = finding;
  const { start, end } = location.range;
  const artifact = artifactOf(location.uri);
  const properties: [string, string | number][] = [];
  if (artifact.kind === 'tree') {
    properties.push(['file', printable(artifact.path)], ['line', start.line], ['endLine', end.line]);
    // Columns of a place with several lines make GitHub drop the columns with a complaint.
    if (start.line === end.line) properties.push(['col', start.column]);
  }
  properties.push(['title', code]);
  // A line of another revision would be marked in the wrong text: the place is said in words.
  const where = artifact.kind === 'tree' ? [] : [placeName(location)];
  const details = detailLines(finding, createTheme(false, 120)).map((line) => line.trim());
  const body = [clip(printable(saidOf(finding, operations)), longestMessage), ...where, ...details].join(
    '\n',
  );
  const written = properties.map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${commands[severity]} ${written.join(',')}::${escapeData(body)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
