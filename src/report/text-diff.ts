import type { OperationName } from '../findings/finding.ts';
import type { DiffSection } from '../findings/run-report.ts';
import { printable } from './printable.ts';
import type { Theme } from './theme.ts';

/** Takes what changed between two versions; gives the overview that stands below its findings. */
export function diffLines(diff: DiffSection, { color }: Theme): string[] {
  const { operations, pairs, changes } = diff;
  const lines: string[] = [];
  const list = (title: string, names: readonly OperationName[]) => {
    if (names.length === 0) return;
    lines.push(color.bold(`${title} (${names.length})`));
    for (const { method, path } of names.slice(0, 10))
      lines.push(`  ${method.toUpperCase()} ${printable(path)}`);
    if (names.length > 10) lines.push(color.dim(`  … and ${names.length - 10} more`));
    lines.push('');
  };
  list('Operations removed', operations.removed);
  list('Operations added', operations.added);

  const breaking = changes.filter((change) => change.breaking === true).length;
  const unproven = changes.filter((change) => change.breaking === 'unproven').length;
  const compatible = changes.length - breaking - unproven;
  const parts = [
    `${breaking} breaking`,
    ...(unproven > 0 ? [`${unproven} unproven`] : []),
    `${compatible} compatible`,
  ];
  lines.push(
    `${changes.length} ${changes.length === 1 ? 'change' : 'changes'} (${parts.join(', ')}): ${semverWords[diff.semver]}`,
    color.dim(
      `${pairs.compared} schema pairs compared, ${pairs.equivalent} equivalent, ${pairs.proven} proven, ${pairs.unproven} unproven`,
    ),
    '',
  );
  return lines;
}

const semverWords: Readonly<Record<DiffSection['semver'], string>> = {
  major: 'calls for a new major version',
  minor: 'calls for a new minor version',
  patch: 'calls for a new patch version',
  none: 'calls for no new version',
};
