import type { DiffChange, RunReport } from '../findings/run-report.ts';
import { changeParts, sharedBy } from './change-groups.ts';
import { changeCounts, semverWords } from './change-words.ts';
import { codeSpan, markdownText } from './markdown-text.ts';
import { acceptedWords } from './text-changes.ts';
import { describeWitness } from './witness.ts';

/**
 * Takes a report of `diff`; gives its changes as Markdown for the people who use the API: breaking ones first, each
 * under its operation, with a payload that shows what breaks; what is announced and what the team lives with apart.
 */
export function changelogReport(report: RunReport): string {
  const { diff } = report;
  const specs = report.specs.map(({ uri }) => codeSpan(uri)).join(' to ');
  const lines = ['# API changes', '', `From ${specs}.`, ''];
  if (diff === undefined || diff.changes.length === 0)
    return `${[...lines, 'Nothing changed.'].join('\n')}\n`;
  lines.push(`${changeCounts(diff)}. This ${semverWords[diff.semver]}.`, '', ...changeSections(diff, 2));
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Takes what changed and the level of headings; gives a section for each kind of change. */
export function changeSections(diff: NonNullable<RunReport['diff']>, level: number): string[] {
  const heading = '#'.repeat(level);
  const lines: string[] = [];
  for (const { title, count, groups } of changeParts(diff)) {
    lines.push(`${heading} ${title} (${count})`, '');
    for (const { operation, name, changes } of groups) {
      lines.push(`${heading}# ${operation ? codeSpan(name) : name}`, '', ...changes.flatMap(changeLines), '');
    }
  }
  return lines;
}

function changeLines(change: DiffChange): string[] {
  const { code, message, evidence, accepted } = change;
  const lines = [`- ${markdownText(message)} (${codeSpan(code)})`];
  const shared = sharedBy(change);
  if (shared) lines.push(`  - in ${codeSpan(shared.name)} ${shared.others}`);
  if (accepted) lines.push(`  - ${markdownText(acceptedWords(accepted))}`);
  if (evidence?.kind === 'witness') {
    const { opening, instance, reason } = describeWitness(evidence, 300);
    lines.push(`  - ${opening}: ${codeSpan(instance)}`);
    if (reason !== undefined) lines.push(`  - because ${markdownText(reason)}`);
  } else if (evidence?.kind === 'unproven') {
    lines.push(`  - not proven: ${markdownText(evidence.reason)}`);
  }
  return lines;
}
