import type { Coverage, Unseen } from '../findings/run-report.ts';
import { groupBy } from './alike.ts';
import { matrixLines } from './coverage-matrix.ts';
import { coverageRows } from './coverage-words.ts';
import { clip, columnsOf, wrap } from './columns.ts';
import { printable } from './printable.ts';
import type { Theme } from './theme.ts';

/** Takes coverage and a theme; gives how much was seen, the matrix of operations and statuses, and what was not seen. */
export function coverageLines(coverage: Coverage, theme: Theme, whole: boolean): string[] {
  const { color, width } = theme;
  const rows = coverageRows(coverage);
  // A name and its figures stay on one line.
  const shares = rows.map(({ name, covered, total, percent }) =>
    `${name} ${covered}/${total} (${percent}%)`.replaceAll(' ', '\u00a0'),
  );
  const [first = '', ...others] = wrap(`coverage: ${shares.join(', ')}`, width - 2, '').map((line) =>
    line.replaceAll('\u00a0', ' '),
  );
  const lines = [first, ...others.map((line) => `  ${line}`), ...matrixLines(coverage, theme, whole)];
  const unseen = groupBy(coverage.unseen, ({ kind }) => kind);
  for (const { kind, name } of rows) {
    const found = unseen.get(kind);
    if (!found) continue;
    const head = `  ${name} not seen:`;
    lines.push(color.dim(whole ? head : `${head} ${named(found, width - head.length - 1)}`));
    if (whole) lines.push(...found.map((one) => color.dim(`    ${printable(one.name)}`)));
  }
  return lines;
}

/** As many names as fit in a width, at least one. */
function named(unseen: readonly Unseen[], width: number): string {
  let line = '';
  for (const [index, { name }] of unseen.entries()) {
    const next = index === 0 ? printable(name) : `${line}, ${printable(name)}`;
    const last = index === unseen.length - 1;
    if (columnsOf(next) > width - (last ? 0 : 3)) return index === 0 ? clip(next, width) : `${line}, …`;
    line = next;
  }
  return line;
}
