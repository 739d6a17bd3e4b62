import type { Covered, ProbedExchange, ProbeSection } from '../findings/run-report.ts';
import { codeSpan, markdownText, tableCell } from './markdown-text.ts';
import { clip } from './printable.ts';

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

/** Takes what was replayed; gives the coverage and the exchanges that did not pass, as Markdown. */
export function markdownProbe({ mode, target, exchanges, counts, coverage }: ProbeSection): string[] {
  const where = mode === 'live' ? `live on ${codeSpan(target ?? '')}` : 'offline';
  const lines = [
    `${counts.pass} of ${counts.total} exchanges passed, ${where}.`,
    '',
    '| coverage | seen | of |  |',
    '| --- | ---: | ---: | ---: |',
    coverageRow('operations', coverage.operations),
    coverageRow('responses', coverage.responses),
    coverageRow('parameters', coverage.parameters),
    '',
  ];
  const others = exchanges.filter(({ outcome }) => outcome !== 'pass');
  if (others.length > 0) {
    lines.push('| exchange | request | status | outcome |', '| --- | --- | --- | --- |');
    lines.push(...others.slice(0, shownRows).map(exchangeRow), '');
    if (others.length > shownRows) lines.push(`… and ${others.length - shownRows} more.`, '');
  }
  const { uncovered } = coverage;
  if (uncovered.length > 0) {
    lines.push(`<details><summary>Not seen (${uncovered.length})</summary>`, '');
    lines.push(...uncovered.slice(0, shownRows).map((name) => `- ${codeSpan(name)}`));
    if (uncovered.length > shownRows) lines.push(`- … and ${uncovered.length - shownRows} more`);
    lines.push('', '</details>', '');
  }
  return lines;
}

function coverageRow(name: string, { covered, total }: Covered): string {
  const share = total === 0 ? '' : `${Math.floor((covered / total) * 100)}%`;
  return `| ${name} | ${covered} | ${total} | ${share} |`;
}

function exchangeRow({ name, request, response, outcome }: ProbedExchange): string {
  const asked = request ? codeSpan(clip(`${request.method} ${request.url}`, longestCell)) : '';
  const cells = [
    markdownText(clip(name, longestCell)),
    asked,
    response ? String(response.status) : '',
    marks[outcome],
  ];
  return `| ${cells.map(tableCell).join(' | ')} |`;
}
