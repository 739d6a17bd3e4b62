import { numeral } from '../document/numerals.ts';
import { shortened } from '../document/shortened.ts';
import type { Coverage, OperationCoverage, ResponseCoverage } from '../findings/run-report.ts';
import { compareText } from '../findings/order.ts';
import { columnsOf, endOf, wrap } from './columns.ts';
import { printable } from './printable.ts';
import type { Theme } from './theme.ts';

/** Rows of the matrix that are shown unless all are asked for. */
const fewRows = 25;
/** Columns of the page for the name of an operation, where there is room and where there is little. */
const longName = 40;
const shortName = 24;
/** The same for a cell, with what parts it from the one before. */
const wideCell = 5;
const narrowCell = 4;

/** Takes the statuses of operations; gives them in the order of a table's columns, `default` last. */
export function statusColumns(rows: readonly OperationCoverage[]): string[] {
  const statuses = new Set(rows.flatMap(({ responses }) => responses.map(({ status }) => status)));
  return [...statuses].sort((a, b) => rank(a) - rank(b) || compareText(a, b));
}

function rank(status: string): number {
  return status === 'default' ? 1 : 0;
}

/** Takes what was seen of a response; gives whether it is documented and never came. */
export function isGap({ documented, exchanges }: ResponseCoverage): boolean {
  return documented && exchanges === 0;
}

/** Takes an operation; gives its name as reports show it. */
export function operationTitle({ operation }: OperationCoverage): string {
  return printable(`${operation.method.toUpperCase()} ${shortened(operation.path)}`);
}

/**
 * Takes coverage and a theme; gives the operations of which something was not seen, by status, as a table that fits the
 * page: more statuses than that are in another one below. `whole` shows all operations.
 */
export function matrixLines({ byOperation }: Coverage, theme: Theme, whole: boolean): string[] {
  const rows = whole ? byOperation : withGaps(byOperation);
  if (rows.length === 0) return [];
  const shown = whole ? rows : rows.slice(0, fewRows);
  // Where all of a column was seen, it says nothing that is missed.
  const telling = new Set(
    shown.flatMap(({ responses }) => responses.filter(isTelling).map(({ status }) => status)),
  );
  const columns = statusColumns(shown).filter((status) => whole || telling.has(status));
  const layout = layoutFor(shown, columns.length, theme.width - 2);
  const lines: string[] = [];
  for (let from = 0; from < columns.length; from += layout.perTable) {
    const some = columns.slice(from, from + layout.perTable);
    const isIn = ({ responses }: OperationCoverage) => responses.some(({ status }) => some.includes(status));
    const heads = some.map((status) => (status === 'default' ? '*' : status).padStart(layout.cell));
    lines.push(`  ${''.padEnd(layout.name)}${heads.join('')}`);
    for (const row of from === 0 ? shown : shown.filter(isIn)) lines.push(rowLine(row, some, layout, theme));
  }
  const { color } = theme;
  const left = rows.length - shown.length;
  if (left > 0) lines.push(color.dim(`  … and ${numeral(left)} more; all with --no-fold`));
  const words = `how often each status was seen; ${legend(shown).join(', ')}`;
  return [...lines, ...wrap(words, theme.width, '  ').map((line) => color.dim(line))];
}

function isTelling(response: ResponseCoverage): boolean {
  return isGap(response) || !response.documented;
}

/** Those that were never called last: of them, it is enough to know that. */
function withGaps(rows: readonly OperationCoverage[]): readonly OperationCoverage[] {
  const gaps = rows.filter(({ responses }) => responses.some(isTelling));
  return [
    ...gaps.filter(({ exchanges }) => exchanges > 0),
    ...gaps.filter(({ exchanges }) => exchanges === 0),
  ];
}

function legend(rows: readonly OperationCoverage[]): string[] {
  const responses = rows.flatMap((row) => row.responses);
  return [
    '· not seen',
    ...(responses.some(({ documented }) => !documented) ? ['5! not documented'] : []),
    ...(responses.some(({ status }) => status === 'default') ? ['* any other'] : []),
  ];
}

/** How wide the parts of a table are, and how many statuses one has. */
interface Layout {
  readonly name: number;
  readonly cell: number;
  readonly perTable: number;
}

function layoutFor(rows: readonly OperationCoverage[], columns: number, room: number): Layout {
  const longest = rows.reduce((most, row) => Math.max(most, columnsOf(operationTitle(row))), 0);
  const full = Math.min(longName, longest);
  const cell = full + columns * wideCell <= room ? wideCell : narrowCell;
  const name = Math.min(full, Math.max(shortName, room - columns * cell));
  return { name, cell, perTable: Math.max(1, Math.floor((room - name) / cell)) };
}

function rowLine(
  row: OperationCoverage,
  statuses: readonly string[],
  layout: Layout,
  { color }: Theme,
): string {
  const title = withEnd(operationTitle(row), layout.name);
  const name = title + ' '.repeat(Math.max(0, layout.name - columnsOf(title)));
  const cells = statuses.map((status) => {
    const response = row.responses.find((one) => one.status === status);
    if (!response) return ''.padStart(layout.cell);
    if (isGap(response)) return color.yellow('·'.padStart(layout.cell));
    const text = shortCount(response.exchanges);
    return response.documented ? text.padStart(layout.cell) : color.red(`${text}!`.padStart(layout.cell));
  });
  return `  ${row.exchanges === 0 ? color.dim(name) : name}${cells.join('')}`.trimEnd();
}

/** Of a long name, the end tells more than the middle. */
function withEnd(name: string, width: number): string {
  if (columnsOf(name) <= width) return name;
  const start = name.indexOf(' ') + 1;
  return `${name.slice(0, start)}…${endOf(name, Math.max(1, width - start - 1))}`;
}

/** At most three characters. */
function shortCount(count: number): string {
  if (count < 1_000) return String(count);
  if (count < 100_000) return `${Math.floor(count / 1_000)}k`;
  return count < 1_000_000 ? '.1M' : `${Math.min(99, Math.floor(count / 1_000_000))}M`;
}
