import type { Location } from '../../document/document.ts';
import type { Lines } from '../frame.ts';
import { clip } from '../columns.ts';
import { printable } from '../printable.ts';
import type { Excerpt } from './data.ts';

/** Lines shown around the one that is meant. */
const around = 2;

/** Columns of a line that are shown; a longer one, as minified documents have, is cut around the mark. */
const widest = 200;

/** Columns kept before the mark when a line is cut. */
const lead = 60;

/** Takes a place; gives the lines around it with what is meant marked. Undefined where the text is not at hand. */
export function excerptOf(lines: Lines, { uri, range }: Location): Excerpt | undefined {
  const { start, end } = range;
  const text = lines.line(uri, start.line);
  if (text === undefined) return undefined;
  const from = Math.min(start.column - 1, text.length);
  const to = Math.min(
    end.line === start.line ? Math.max(end.column - 1, from + 1) : text.length,
    text.length,
  );

  const before: string[] = [];
  const after: string[] = [];
  for (let number = Math.max(1, start.line - around); number < start.line; number += 1) {
    before.push(lines.line(uri, number) ?? '');
  }
  for (let number = start.line + 1; number <= start.line + around; number += 1) {
    const line = lines.line(uri, number);
    if (line !== undefined) after.push(line);
  }
  const margin = Math.min(from, sharedIndent([...before, text, ...after]));
  const whole = (line: string): string => clip(shown(line.slice(margin, margin + widest + 1)), widest);

  const cut = text.length - margin > widest ? Math.max(0, from - lead) : 0;
  const begin = Math.max(cut, margin);
  const last = Math.min(text.length, begin + widest);
  const marked = [
    (begin > margin ? '…' : '') + shown(text.slice(begin, from)),
    shown(text.slice(from, Math.min(to, last))) || ' ',
    shown(text.slice(Math.min(to, last), last)) + (last < text.length ? '…' : ''),
  ] as const;
  return { first: start.line - before.length, before: before.map(whole), marked, after: after.map(whole) };
}

/** The spaces that all lines begin with that have anything else: a page may be narrow. */
function sharedIndent(lines: readonly string[]): number {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/[^ ]/));
  return Math.min(widest, ...indents);
}

function shown(text: string): string {
  return printable(text.replaceAll('\t', '  '));
}
