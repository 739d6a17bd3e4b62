import type { Finding } from '../findings/finding.ts';
import type { Coverage, ProbedExchange, ProbeSection, ResponseCoverage } from '../findings/run-report.ts';
import { isGap, operationTitle, statusColumns } from './coverage-matrix.ts';
import { coverageRows, type CoverageRow } from './coverage-words.ts';
import { codeSpan, fencedBlock, markdownText, tableCell } from './markdown-text.ts';
import { clip } from './columns.ts';
import { printable } from './printable.ts';

/** Rows of a table, and uncovered statuses, that are shown; the JSON report has them all. */
const shownRows = 50;

/** Characters of a name or URL that a cell of a table holds. */
const longestCell = 200;

const marks: Readonly<Record<ProbedExchange['outcome'], string>> = {
  pass: '✅ passed',
  fail: '❌ failed',
  error: '❌ not judged',
  skip: '⏭ skipped',
};

/** So many requests are shown to be sent again. */
const shownCommands = 20;

/**
 * Takes what was replayed and the findings of the report; gives the exchanges that did not pass, each with the worst
 * that is wrong, how to send them again, and the coverage, as Markdown.
 */
export function markdownProbe(
  { mode, target, exchanges, counts, untried = [], left: behind = [], coverage }: ProbeSection,
  findings: readonly Finding[],
): string[] {
  const where = mode === 'live' ? `live on ${codeSpan(target ?? '')}` : 'offline';
  const lines = [`${counts.pass} of ${counts.total} exchanges passed, ${where}.`, ''];
  const others = exchanges.filter(({ outcome }) => outcome !== 'pass');
  if (others.length > 0) {
    lines.push(
      '| exchange | request | status | outcome | first of what is wrong, or why it was skipped |',
      '| --- | --- | --- | --- | --- |',
    );
    lines.push(...others.slice(0, shownRows).map((one) => exchangeRow(one, findings)), '');
    const left = counts.total - counts.pass - Math.min(others.length, shownRows);
    if (left > 0) lines.push(`… and ${left} more.`, '');
    lines.push(...commands(others));
  }
  for (const { reason, operations } of untried) {
    const keys = operations.slice(0, shownRows).map(codeSpan).join(', ');
    const more = operations.length > shownRows ? ', …' : '';
    lines.push(`No requests made up, as ${markdownText(reason)}: ${keys}${more}`, '');
  }
  for (const { reason, things } of behind) {
    const shown = things.slice(0, shownRows).map(codeSpan).join(', ');
    const more = things.length > shownRows ? ', …' : '';
    lines.push(`Not as it was before the run, as ${markdownText(reason)}: ${shown}${more}`, '');
  }
  lines.push('| coverage | seen | of |  |', '| --- | ---: | ---: | ---: |');
  lines.push(...coverageRows(coverage).map(coverageRow), '');
  return [...lines, ...matrix(coverage), ...notSeen(coverage)];
}

function commands(exchanges: readonly ProbedExchange[]): string[] {
  const found = exchanges
    .flatMap(({ reproduce, prepare }) =>
      reproduce === undefined ? [] : [...(prepare?.commands ?? []), reproduce],
    )
    .slice(0, shownCommands);
  if (found.length === 0) return [];
  return [
    '<details><summary>Send them again</summary>',
    '',
    ...fencedBlock(found.map(printable), ''),
    '',
    '</details>',
    '',
  ];
}

function matrix({ byOperation }: Coverage): string[] {
  const gaps = byOperation.filter(({ responses }) => responses.some((one) => isGap(one) || !one.documented));
  if (gaps.length === 0) return [];
  const shown = gaps.slice(0, shownRows);
  const statuses = statusColumns(shown);
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = [
    `<details><summary>Statuses not seen, or not documented (${gaps.length} operations)</summary>`,
    '',
    row(['operation', ...statuses.map((status) => tableCell(markdownText(status)))]),
    row(['---', ...statuses.map(() => '---:')]),
    ...shown.map((one) => {
      const cells = statuses.map((status) => cellOf(one.responses.find((each) => each.status === status)));
      return row([tableCell(codeSpan(operationTitle(one))), ...cells]);
    }),
    '',
  ];
  if (gaps.length > shown.length) lines.push(`… and ${gaps.length - shown.length} more.`, '');
  return [...lines, '</details>', ''];
}

function cellOf(response: ResponseCoverage | undefined): string {
  if (response === undefined) return '';
  if (isGap(response)) return '**not seen**';
  return response.documented ? String(response.exchanges) : `${response.exchanges} undocumented`;
}

function notSeen({ unseen }: Coverage): string[] {
  if (unseen.length === 0) return [];
  return [
    `<details><summary>Parameters, properties and values not seen (${unseen.length})</summary>`,
    '',
    ...unseen.slice(0, shownRows).map(({ name }) => `- ${codeSpan(name)}`),
    ...(unseen.length > shownRows ? [`- … and ${unseen.length - shownRows} more`] : []),
    '',
    '</details>',
    '',
  ];
}

function coverageRow({ name, covered, total, percent }: CoverageRow): string {
  return `| ${name} | ${covered} | ${total} | ${total === 0 ? '' : `${percent}%`} |`;
}

function exchangeRow(
  { name, request, response, outcome, skipped, findings: indexes }: ProbedExchange,
  findings: readonly Finding[],
): string {
  const asked = request ? codeSpan(clip(`${request.method} ${request.url}`, longestCell)) : '';
  const found = indexes.flatMap((index) => findings[index] ?? []);
  const worst = found.find(({ severity }) => severity === 'error') ?? found[0];
  const cells = [
    markdownText(clip(name, longestCell)),
    asked,
    response ? String(response.status) : '',
    marks[outcome],
    markdownText(clip(worst?.message ?? skipped ?? '', longestCell)),
  ];
  return `| ${cells.map(tableCell).join(' | ')} |`;
}
