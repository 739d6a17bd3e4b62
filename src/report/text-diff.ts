import { shortened } from '../document/shortened.ts';
import type { OperationName } from '../findings/finding.ts';
import type { DiffSection } from '../findings/run-report.ts';
import { changeCounts, semverWords } from './change-words.ts';
import { printable } from './printable.ts';
import type { Theme } from './theme.ts';

/** Takes what changed between two versions; gives the overview that stands below its findings. */
export function diffLines(diff: DiffSection, { color }: Theme): string[] {
  const { operations, pairs } = diff;
  const lines: string[] = [];
  const list = (title: string, names: readonly OperationName[]) => {
    if (names.length === 0) return;
    lines.push(color.bold(`${title} (${names.length})`));
    for (const { method, path } of names.slice(0, 10))
      lines.push(`  ${printable(`${method.toUpperCase()} ${shortened(path)}`)}`);
    if (names.length > 10) lines.push(color.dim(`  … and ${names.length - 10} more`));
    lines.push('');
  };
  list('Operations removed', operations.removed);
  list('Operations added', operations.added);

  lines.push(
    `${changeCounts(diff)}: ${semverWords[diff.semver]}`,
    color.dim(
      `${pairs.compared} schema ${pairs.compared === 1 ? 'pair' : 'pairs'} compared, ${pairs.equivalent} equivalent, ${pairs.proven} proven, ${pairs.unproven} unproven`,
    ),
    '',
  );
  return lines;
}
