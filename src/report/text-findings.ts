import type { Location } from '../document/document.ts';
import type { Evidence, Finding } from '../findings/finding.ts';
import { codeFrame, type Lines } from './frame.ts';
import { clip, printable, wrap } from './printable.ts';
import { severityName, type Theme } from './theme.ts';
import { focusedJson } from './witness.ts';

/** Of findings that differ in names and numbers only, this many are shown whole. */
const shownWhole = 3;

/**
 * Takes findings in the order of a report; gives them as lines grouped by file, each with its code frame. More than
 * a few that say the same of other places fold to one line.
 */
export function findingLines(findings: readonly Finding[], lines: Lines, theme: Theme): string[] {
  const printed: string[] = [];
  const alike = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = shape(finding);
    const group = alike.get(key);
    if (group) group.push(finding);
    else alike.set(key, [finding]);
  }
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

/** What findings that fold have in common: all but names, numbers and places. */
function shape({ code, severity, message, location }: Finding): string {
  const words = message.replace(/"[^"]*"|`[^`]*`|'[^']*'|\d+|\/\S*/g, '·');
  return [location.uri, severity, code, words].join('\n');
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

function findingBlock(finding: Finding, lines: Lines, theme: Theme): string[] {
  const { color, width } = theme;
  const { start } = finding.location.range;
  const place = `${start.line}:${start.column}`;
  const head = `  ${color.dim(place)}  ${severityName(theme, finding.severity)}  ${color.dim(finding.code)}`;
  const block = [head, ...wrap(printable(finding.message), width, '  ')];
  const frame = codeFrame(lines, finding.location, width - 4);
  if (frame) block.push(`    ${frame[0]}`, `    ${color.red(frame[1])}`);
  if (finding.evidence) block.push(...evidenceLines(finding.evidence, theme));
  for (const related of finding.related ?? []) {
    const text = `${printable(related.message)}: ${placeName(related.location)}`;
    block.push(...wrap(text, width, '    ').map((line) => color.dim(line)));
  }
  if (finding.fix) block.push(...wrap(`fix: ${printable(finding.fix.description)}`, width, '    '));
  return block;
}

function evidenceLines(evidence: Evidence, { color, width }: Theme): string[] {
  if (evidence.kind === 'unproven') return wrap(`not proven: ${printable(evidence.reason)}`, width, '    ');
  if (evidence.kind !== 'witness') return [];
  const instance = clip(printable(focusedJson(evidence.instance, evidence.at, width - 6)), width - 6);
  const receiver = evidence.direction === 'request' ? evidence.after : evidence.before;
  const opening =
    evidence.direction === 'request'
      ? 'accepted before, refused after:'
      : 'can be sent after, was not possible before:';
  const block = [`    ${opening}`, `      ${color.cyan(instance)}`];
  const reason = receiver.errors?.[0];
  if (reason) block.push(...wrap(`because ${printable(reason)}`, width, '    '));
  return block;
}

function placeName({ uri, range }: Location): string {
  return `${printable(uri)}:${range.start.line}:${range.start.column}`;
}
