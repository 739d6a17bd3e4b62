import { numeral } from '../document/numerals.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import type { RunReport } from '../findings/run-report.ts';
import { groupBy, shape, shownWhole } from './alike.ts';
import { createLines, codeFrame, type Lines, type Source } from './frame.ts';
import { changeCounts, semverWords } from './change-words.ts';
import { faultWords } from './fault-words.ts';
import { codeSpan, fencedBlock, markdownText, tableCell } from './markdown-text.ts';
import { markdownProbe } from './markdown-probe.ts';
import { describeWitness } from './witness.ts';
import { namedPlaces } from './places.ts';
import { clip } from './columns.ts';
import { placeName, unsaidOperation } from './text-findings.ts';
import { changeSections } from './changelog.ts';

const titles: Readonly<Record<Severity, string>> = { error: 'Errors', warning: 'Warnings', info: 'Info' };

/** Characters of a line of the old version. */
const longestLine = 100;

/** Of findings that fold, this many further places are named. */
const mostNamed = 20;

/** What of a report is shown. */
export interface MarkdownOptions {
  /** The most bytes of UTF-8 that it may fill. */
  readonly limit?: number;
  /** Whether all changes between two versions are listed, not findings alone. */
  readonly changelog?: boolean;
}

/**
 * Takes a report, the texts that it speaks of, and what is shown; gives Markdown for a pull request, a job's summary
 * or a wiki: the most severe findings first, those alike folded. What does not fit under the limit is counted.
 */
export function markdownReport(
  report: RunReport,
  source: Source,
  { limit = Infinity, changelog = false }: MarkdownOptions = {},
): string {
  const lines = createLines(source);
  const head = [...heading(report), ...codeTable(report.findings)];
  if (report.diff) head.push(changeCounts(report.diff), '', `This ${semverWords[report.diff.semver]}.`, '');
  if (report.probe) head.push(...markdownProbe(report.probe, report.findings));

  const blocks: Block[] = [];
  for (const severity of ['error', 'warning', 'info'] as const) {
    const found = report.findings.filter((finding) => finding.severity === severity);
    if (found.length === 0) continue;
    blocks.push({ lines: [`### ${titles[severity]} (${found.length})`, ''], findings: 0 });
    for (const group of groupBy(found, shape).values())
      blocks.push(...groupBlocks(group, lines, report.command === 'diff'));
  }
  if (report.diff && changelog) blocks.push({ lines: changeSections(report.diff, 3), findings: 0 });
  return `${withinLimit(head, blocks, limit).join('\n').trimEnd()}\n`;
}

/** Lines that are shown together or not at all, and how many findings they tell of. */
interface Block {
  readonly lines: readonly string[];
  readonly findings: number;
}

function withinLimit(head: readonly string[], blocks: readonly Block[], limit: number): string[] {
  const printed = [...head];
  let bytes = byteLength(head);
  for (const [index, block] of blocks.entries()) {
    bytes += byteLength(block.lines);
    // Room is kept for the line that says what is left out.
    if (bytes > limit - 200) {
      const left = blocks.slice(index).reduce((sum, { findings }) => sum + findings, 0);
      return [...printed, '', `… and ${numeral(left)} more that do not fit here.`];
    }
    printed.push(...block.lines);
  }
  return printed;
}

function byteLength(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}

function heading({ command, specs, summary }: RunReport): string[] {
  const { error, warning, info, suppressed } = summary;
  const counts = [
    ...(error > 0 ? [`${error} ${error === 1 ? 'error' : 'errors'}`] : []),
    ...(warning > 0 ? [`${warning} ${warning === 1 ? 'warning' : 'warnings'}`] : []),
    ...(info > 0 ? [`${info} info`] : []),
  ];
  const mark = error > 0 ? '❌' : warning > 0 ? '⚠️' : '✅';
  const names = specs.map(({ uri }) => codeSpan(uri));
  const subject = command === 'diff' ? names.join(' → ') : names.join(', ');
  return [
    `## ${mark} apicheck ${command}: ${counts.length > 0 ? counts.join(', ') : 'no findings'}`,
    '',
    `${subject}${suppressed > 0 ? ` (${suppressed} suppressed)` : ''}`,
    '',
  ];
}

function codeTable(findings: readonly Finding[]): string[] {
  const groups = [...groupBy(findings, ({ severity, code }) => `${severity} ${code}`).values()];
  if (groups.length === 0) return [];
  const rank: Readonly<Record<string, number>> = { error: 0, warning: 1, info: 2 };
  const rows = groups
    .map((group) => ({
      severity: group[0]?.severity ?? 'info',
      code: group[0]?.code ?? '',
      number: group.length,
    }))
    .sort((a, b) => (rank[a.severity] ?? 0) - (rank[b.severity] ?? 0) || b.number - a.number);
  return [
    '| severity | code | findings |',
    '| --- | --- | ---: |',
    ...rows.map(({ severity, code, number }) => `| ${severity} | ${tableCell(codeSpan(code))} | ${number} |`),
    '',
  ];
}

function groupBlocks(group: readonly Finding[], lines: Lines, operations: boolean): Block[] {
  const folded = group.length > shownWhole + 1;
  const whole = folded ? group.slice(0, shownWhole) : group;
  const blocks: Block[] = whole.map((finding) => ({
    lines: findingLines(finding, lines, operations),
    findings: 1,
  }));
  if (folded) {
    const rest = group.slice(shownWhole);
    const { noun, names } = namedPlaces(rest.slice(0, mostNamed).map(({ location }) => location));
    const more = rest.length > names.length ? ', …' : '';
    const line = `- … and ${numeral(rest.length)} more ${codeSpan(group[0]?.code ?? '')} like this (${noun} ${names.join(', ')}${more})`;
    blocks.push({ lines: [line, ''], findings: rest.length });
  }
  return blocks;
}

function findingLines(finding: Finding, lines: Lines, operations: boolean): string[] {
  const { code, message, location, evidence, related = [], fix } = finding;
  const operation = operations ? unsaidOperation(finding) : undefined;
  const where = operation === undefined ? '' : ` in ${codeSpan(operation)}`;
  const block = [
    `- **${code}** ${markdownText(message)}${where}  `,
    `  ${codeSpan(placeName(location))}`,
    '',
  ];
  const frame = codeFrame(lines, location, 100);
  if (frame) block.push(...fencedBlock(frame, '  '), '');
  const details: string[] = [];
  if (evidence?.kind === 'witness') {
    const { opening, instance, reason } = describeWitness(evidence, 1_000);
    details.push(`${opening}: ${codeSpan(instance)}`);
    if (reason !== undefined) details.push(`because ${markdownText(reason)}`);
  } else if (evidence?.kind === 'unproven') {
    details.push(`not proven: ${markdownText(evidence.reason)}`);
  }
  for (const { message: said, location: place } of related) {
    const text = said === 'before' ? lines.line(place.uri, place.range.start.line)?.trim() : undefined;
    const line = text === undefined ? '' : ` ${codeSpan(clip(text, longestLine))}`;
    details.push(`${markdownText(said)}: ${codeSpan(placeName(place))}${line}`);
  }
  const fault = faultWords(finding);
  if (fault !== undefined) details.push(markdownText(fault));
  if (fix) details.push(`fix: ${markdownText(fix.description)}`);
  if (details.length > 0) block.push(...details.map((line) => `  - ${line}`), '');
  return block;
}
