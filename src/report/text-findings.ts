import type { Location } from '../document/document.ts';
import type { Evidence, Finding } from '../findings/finding.ts';
import { groupBy, shape, shownWhole } from './alike.ts';
import { codeFrame, type Lines } from './frame.ts';
import { printable, wrap } from './printable.ts';
import { severityName, type Theme } from './theme.ts';
import { describeWitness } from './witness.ts';

/**
 * Takes findings in the order of a report; gives them as lines grouped by file, each with its code frame. More than
 * a few that say the same of other places fold to one line.
 */
export function findingLines(findings: readonly Finding[], lines: Lines, theme: Theme): string[] {
  const printed: string[] = [];
  const alike = groupBy(findings, shape);
  const seen = new Map<string, number>();

  let file: string | undefined;
  for (const finding of findings) {
    const key = shape(finding);
    const group = alike.get(key) ?? [];
    const index = seen.get(key) ?? 0;
    seen.set(key, index + 1);
    const folded = group.length > shownWhole + 1;
    if (folded && index >= shownWhole) continue;
    if (file !== finding.location.uri) {
      file = finding.location.uri;
      printed.push(theme.color.underline(printable(file)), '');
    }
    printed.push(...findingBlock(finding, lines, theme));
    if (folded && index === shownWhole - 1) {
      printed.push(...foldedLines(finding, group.slice(shownWhole), theme));
    }
    printed.push('');
  }
  return printed;
}

function foldedLines(shown: Finding, rest: readonly Finding[], { color, width }: Theme): string[] {
  const places = rest.slice(0, 6).map(({ location }) => location.range.start.line);
  const more = rest.length > places.length ? ', …' : '';
  return wrap(
    `… and ${rest.length.toLocaleString('en')} more ${shown.code} like this (lines ${places.join(', ')}${more})`,
    width,
    '  ',
  ).map((line) => color.dim(line));
}

/** Takes a finding; gives its head, its message, the lines that it points at, and its details. */
export function findingBlock(finding: Finding, lines: Lines, theme: Theme): string[] {
  const { color, width } = theme;
  const { start } = finding.location.range;
  const place = `${start.line}:${start.column}`;
  const head = `  ${color.dim(place)}  ${severityName(theme, finding.severity)}  ${color.dim(finding.code)}`;
  const block = [head, ...wrap(printable(finding.message), width, '  ')];
  const frame = codeFrame(lines, finding.location, width - 4);
  if (frame) block.push(`    ${frame[0]}`, `    ${color.red(frame[1])}`);
  return [...block, ...detailLines(finding, theme)];
}

/** Takes a finding; gives what it says beside its message: evidence, related places, how to mend it. */
export function detailLines({ evidence, related = [], fix }: Finding, theme: Theme): string[] {
  const { color, width } = theme;
  const block = evidence ? evidenceLines(evidence, theme) : [];
  for (const { message, location } of related) {
    const text = `${printable(message)}: ${placeName(location)}`;
    block.push(...wrap(text, width, '    ').map((line) => color.dim(line)));
  }
  if (fix) block.push(...wrap(`fix: ${printable(fix.description)}`, width, '    '));
  return block;
}

function evidenceLines(evidence: Evidence, { color, width }: Theme): string[] {
  if (evidence.kind === 'unproven') return wrap(`not proven: ${printable(evidence.reason)}`, width, '    ');
  if (evidence.kind !== 'witness') return [];
  const { opening, instance, reason } = describeWitness(evidence, width - 6);
  const block = [`    ${opening}:`, `      ${color.cyan(instance)}`];
  if (reason !== undefined) block.push(...wrap(`because ${reason}`, width, '    '));
  return block;
}

/** Takes a place; gives it as editors and terminals link it. */
export function placeName({ uri, range }: Location): string {
  return `${printable(uri)}:${range.start.line}:${range.start.column}`;
}
