import { isOwnFile } from '../document/uri.ts';
import type { Finding } from '../findings/finding.ts';
import type { RunReport, Summary } from '../findings/run-report.ts';
import { createLines, type Source } from './frame.ts';
import { diffLines } from './text-diff.ts';
import { changeLines } from './text-changes.ts';
import { commandLines, exchangeLines } from './text-exchanges.ts';
import { findingLines } from './text-findings.ts';
import { probeLines } from './text-probe.ts';
import { printable } from './printable.ts';
import type { Theme } from './theme.ts';

/** What of a report is shown. */
export interface Shown {
  /** Whether each finding is shown whole, also those alike. */
  readonly whole?: boolean;
  /** Whether all changes between two versions are listed, not findings alone. */
  readonly changelog?: boolean;
}

/** What a run as a whole came to, which all else that it found is read in the light of. */
const leads: ReadonlySet<string> = new Set(['api-unreached', 'base-path-unserved']);

/**
 * Takes a report, the texts that it speaks of, a theme, and what is shown; gives it for a person to read on a
 * terminal.
 */
export function textReport(
  report: RunReport,
  source: Source,
  theme: Theme,
  { whole = false, changelog = false }: Shown = {},
): string {
  const telling = { whole, operations: report.command === 'diff', commandOf: commandsOf(report) };
  const texts = createLines(source);
  const exchanges = exchangeLines(report, texts, theme, whole);
  const untold = report.findings.filter((finding) => !exchanges.told.has(finding));
  const isLead = ({ code }: Finding): boolean => leads.has(code);
  const lines = [
    ...findingLines(untold.filter(isLead), texts, theme, telling),
    ...exchanges.lines,
    ...findingLines(
      untold.filter((finding) => !isLead(finding)),
      texts,
      theme,
      telling,
    ),
  ];
  if (report.diff && changelog) lines.push(...changeLines(report.diff, theme));
  if (report.diff) lines.push(...diffLines(report.diff, theme));
  if (report.probe) lines.push(...probeLines(report.probe, theme, whole));
  lines.push(summaryLine(report, theme));
  return `${lines.join('\n')}\n`;
}

/**
 * Takes a report; gives what finds the command that shows a finding once more: what a live run has found is in no file
 * that one could look at.
 */
function commandsOf({ findings, probe }: RunReport): (finding: Finding) => readonly string[] {
  const commands = new Map<Finding, readonly string[]>();
  if (probe?.mode !== 'live') return () => [];
  for (const { findings: indexes, reproduce, prepare } of probe?.exchanges ?? []) {
    if (reproduce === undefined) continue;
    for (const index of indexes) {
      const finding = findings[index];
      if (finding && finding.severity !== 'info' && !commands.has(finding))
        commands.set(finding, commandLines(reproduce, prepare));
    }
  }
  return (finding) => commands.get(finding) ?? [];
}

function summaryLine(report: RunReport, { color }: Theme): string {
  const { command, specs, summary } = report;
  const count = summary.error + summary.warning + summary.info;
  const names = specs.map(({ uri }) => printable(uri));
  const subject =
    command === 'diff'
      ? names.join(' → ')
      : names.length > 3
        ? `${names.length} descriptions`
        : names.join(', ');
  const time = color.dim(`(${Math.round(summary.durationMs)} ms)`);
  const hidden = summary.suppressed > 0 ? `, ${summary.suppressed} suppressed` : '';
  if (count === 0) return `${color.green('✓')} ${command} ${subject}: no findings${hidden} ${time}`;
  const mark = summary.error > 0 ? color.red('✗') : summary.warning > 0 ? color.yellow('!') : color.blue('i');
  return `${mark} ${command} ${subject}: ${counts(summary)}${hidden}${mended(report)} ${time}`;
}

/** How many findings a fix of files mends; of standard input there is none. */
function mended({ specs, findings }: RunReport): string {
  if (specs.some(({ uri }) => uri === '-')) return '';
  const safe = findings.filter(
    ({ fix }) => fix?.safe === true && fix.edits.every(({ uri }) => isOwnFile(uri)),
  ).length;
  return safe === 0 ? '' : `; --fix mends ${safe < findings.length ? safe : safe === 1 ? 'it' : 'all'}`;
}

function counts({ error, warning, info }: Summary): string {
  const parts: string[] = [];
  if (error > 0) parts.push(`${error} ${error === 1 ? 'error' : 'errors'}`);
  if (warning > 0) parts.push(`${warning} ${warning === 1 ? 'warning' : 'warnings'}`);
  if (info > 0) parts.push(`${info} info`);
  return parts.join(', ');
}
