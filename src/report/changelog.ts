import type { OperationName } from '../findings/finding.ts';
import type { DiffChange, DiffSection, RunReport } from '../findings/run-report.ts';
import { groupBy } from './alike.ts';
import { changeCounts, semverWords } from './change-words.ts';
import { codeSpan, markdownText } from './markdown-text.ts';
import { describeWitness } from './witness.ts';

const sections = [
  { breaking: true, title: 'Breaking changes' },
  { breaking: 'unproven', title: 'Changes that may break' },
  { breaking: false, title: 'Compatible changes' },
] as const;

/**
 * Takes a report of `diff`; gives its changes as Markdown for the people who use the API: breaking ones first, each
 * under its operation, with a payload that shows what breaks.
 */
export function changelogReport(report: RunReport): string {
  const { diff } = report;
  const specs = report.specs.map(({ uri }) => codeSpan(uri)).join(' to ');
  const lines = ['# API changes', '', `From ${specs}.`, ''];
  if (diff === undefined || diff.changes.length === 0)
    return `${[...lines, 'Nothing changed.'].join('\n')}\n`;
  lines.push(`${changeCounts(diff)}. This ${semverWords[diff.semver]}.`, '');
  for (const { breaking, title } of sections) {
    const changes = diff.changes.filter((change) => change.breaking === breaking);
    if (changes.length > 0) lines.push(`## ${title} (${changes.length})`, '', ...byOperation(changes, diff));
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function byOperation(changes: readonly DiffChange[], { operations }: DiffSection): string[] {
  const lines: string[] = [];
  const order = operationOrder(operations);
  const groups = [...groupBy(changes, ({ operation }) => operationKey(operation))].sort(
    ([a], [b]) => (order.get(a) ?? -1) - (order.get(b) ?? -1),
  );
  for (const [, group] of groups) {
    const operation = group[0]?.operation;
    const name = operation
      ? codeSpan(`${operation.method.toUpperCase()} ${operation.path}`)
      : 'The API as a whole';
    lines.push(`### ${name}`, '', ...group.flatMap(changeLines), '');
  }
  return lines;
}

/** The API as a whole first, then what was removed, added and changed. */
function operationOrder({ removed, added, changed }: DiffSection['operations']): Map<string, number> {
  return new Map([...removed, ...added, ...changed].map((name, index) => [operationKey(name), index]));
}

function operationKey(operation: OperationName | undefined): string {
  return operation ? `${operation.method} ${operation.path}` : '';
}

function changeLines({ code, message, evidence }: DiffChange): string[] {
  const lines = [`- ${markdownText(message)} (${codeSpan(code)})`];
  if (evidence?.kind === 'witness') {
    const { opening, instance, reason } = describeWitness(evidence, 300);
    lines.push(`  - ${opening}: ${codeSpan(instance)}`);
    if (reason !== undefined) lines.push(`  - because ${markdownText(reason)}`);
  } else if (evidence?.kind === 'unproven') {
    lines.push(`  - not proven: ${markdownText(evidence.reason)}`);
  }
  return lines;
}
