import type { DiffChange, DiffSection } from '../findings/run-report.ts';
import { changeParts, sharedBy, type ChangePart } from './change-groups.ts';
import { wrap } from './columns.ts';
import { printable } from './printable.ts';
import { placeName } from './text-findings.ts';
import type { Theme } from './theme.ts';

/** Takes what changed between two versions; gives all of it, a few lines for each change, for a terminal. */
export function changeLines(diff: DiffSection, theme: Theme): string[] {
  const { color, width } = theme;
  const lines: string[] = [];
  for (const part of changeParts(diff)) {
    lines.push(toned(part, theme)(`${part.title} (${part.count})`), '');
    for (const { name, changes } of part.groups) {
      lines.push(...wrap(printable(name), width, '  ').map((line) => color.bold(line)));
      for (const change of changes) lines.push(...oneChange(change, theme));
      lines.push('');
    }
  }
  return lines;
}

function toned({ id }: ChangePart, { color }: Theme): (text: string) => string {
  if (id === 'breaking') return color.red.bold;
  return id === 'unproven' ? color.yellow.bold : color.bold;
}

function oneChange(change: DiffChange, { color, width }: Theme): string[] {
  const { code, message, after, before, accepted } = change;
  const place = after ?? before;
  const dim = (text: string) => wrap(text, width, '      ').map((line) => color.dim(line));
  const [first = '', ...more] = wrap(printable(message), width, '      ');
  const lines = [`    - ${first.trimStart()}`, ...more];
  lines.push(...dim(place ? `${code}  ${placeName(place)}` : code));
  const shared = sharedBy(change);
  if (shared) lines.push(...dim(`in ${printable(shared.name)} ${shared.others}`));
  if (accepted) lines.push(...dim(printable(acceptedWords(accepted))));
  return lines;
}

/** Takes how somebody said that they live with a change; gives it in words. */
export function acceptedWords({ by, reason, until }: NonNullable<DiffChange['accepted']>): string {
  const who = { config: 'accepted', comment: 'ignored by a comment', baseline: 'known to the baseline' }[by];
  return `${who}${until === undefined ? '' : ` until ${until}`}${reason === undefined ? '' : `: ${reason}`}`;
}
