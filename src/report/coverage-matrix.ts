import type { Coverage, OperationCoverage, ResponseCoverage } from '../findings/run-report.ts';
import { compareText } from '../findings/order.ts';
import { clip, printable } from './printable.ts';
import type { Theme } from './theme.ts';

/** Rows of the matrix that are shown unless all are asked for. */
const fewRows = 25;
/** Columns for the name of an operation, at the least and at the most. */
const nameRange = [16, 40] as const;
const cellWidth = 5;

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
  return printable(`${operation.method.toUpperCase()} ${operation.path}`);
}

/**
 * Takes coverage and a theme; gives the operations of which something was not seen, by status, as a table that fits the
 * page: more statuses than that are in another one below. `whole` shows all operations.
 */
export function matrixLines({ byOperation }: Coverage, theme: Theme, whole: boolean): string[] {
  const { color, width } = theme;
  const gaps = byOperation.filter(
    (one) => one.exchanges === 0 || one.responses.some((response) => isGap(response) || !response.documented),
  );
  const rows = whole ? byOperation : gaps;
  if (rows.length === 0) return [];
  // Of operations that were never called, it is enough to know that.
  const order = whole
    ? rows
    : [...rows.filter(({ exchanges }) => exchanges > 0), ...rows.filter(({ exchanges }) => exchanges === 0)];
  const shown = whole ? order : order.slice(0, fewRows);
  const longest = Math.max(...shown.map((row) => operationTitle(row).length));
  const nameWidth = Math.min(nameRange[1], Math.max(nameRange[0], longest));
  const columns = statusColumns(shown);
  const perTable = Math.max(1, Math.floor((width - 2 - nameWidth) / cellWidth));
  const lines: string[] = [];
  for (let from = 0; from < columns.length; from += perTable) {
    const some = columns.slice(from, from + perTable);
    const inTable =
      from === 0
        ? shown
        : shown.filter(({ responses }) => responses.some(({ status }) => some.includes(status)));
    lines.push(
      `  ${''.padEnd(nameWidth)}${some.map((status) => clip(status, cellWidth - 1).padStart(cellWidth)).join('')}`.trimEnd(),
    );
    for (const row of inTable) lines.push(rowLine(row, some, nameWidth, theme));
  }
  if (order.length > shown.length)
    lines.push(
      color.dim(`  … and ${(order.length - shown.length).toLocaleString('en')} more; all with --no-fold`),
    );
  const marks = ['· not seen'];
  if (shown.some(({ responses }) => responses.some(({ documented }) => !documented)))
    marks.push('5! not documented');
  lines.push(color.dim(`  how often each status was seen; ${marks.join(', ')}`));
  return lines;
}

function rowLine(
  row: OperationCoverage,
  statuses: readonly string[],
  nameWidth: number,
  { color }: Theme,
): string {
  const name = clip(operationTitle(row), nameWidth).padEnd(nameWidth);
  const cells = statuses.map((status) => {
    const response = row.responses.find((one) => one.status === status);
    if (!response) return ''.padStart(cellWidth);
    if (isGap(response)) return color.yellow('·'.padStart(cellWidth));
    const text = shortCount(response.exchanges);
    return response.documented ? text.padStart(cellWidth) : color.red(`${text}!`.padStart(cellWidth));
  });
  return `  ${row.exchanges === 0 ? color.dim(name) : name}${cells.join('')}`.trimEnd();
}

/** At most three characters. */
function shortCount(count: number): string {
  if (count < 1_000) return String(count);
  if (count < 100_000) return `${Math.floor(count / 1_000)}k`;
  return count < 1_000_000 ? '.1M' : `${Math.min(99, Math.floor(count / 1_000_000))}M`;
}
