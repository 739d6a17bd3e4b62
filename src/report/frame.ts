import type { Location } from '../document/document.ts';
import { printable } from './printable.ts';

/** Takes a uri; gives the text that was read under it, or undefined. */
export type Source = (uri: string) => string | undefined;

/** Where the lines of a text start, found once for each text that a report shows. */
export interface Lines {
  /** Takes a uri and a line from 1; gives the line's text without its end. */
  line(uri: string, number: number): string | undefined;
}

/** Takes a source; gives its texts by line. */
export function createLines(source: Source): Lines {
  const indexes = new Map<string, { text: string; starts: number[] } | undefined>();
  const indexOf = (uri: string) => {
    if (indexes.has(uri)) return indexes.get(uri);
    const text = source(uri);
    const index = text === undefined ? undefined : { text, starts: lineStarts(text) };
    indexes.set(uri, index);
    return index;
  };
  return {
    line(uri, number) {
      const index = indexOf(uri);
      const start = index?.starts[number - 1];
      if (index === undefined || start === undefined) return undefined;
      const end = index.starts[number] ?? index.text.length;
      return index.text.slice(start, end).replace(/\r?\n$|\r$/, '');
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  const ends = /\r\n|\n|\r/g;
  while (ends.exec(text) !== null) starts.push(ends.lastIndex);
  return starts;
}

/** Columns kept before the caret when a long line has to be cut. */
const lead = 30;

/**
 * Takes a place and the width of the page in columns; gives the line it is on, with its number, and a line of
 * carets below what is meant. A long line is cut around the carets. Undefined where the text is not at hand.
 */
export function codeFrame(lines: Lines, location: Location, width: number): [string, string] | undefined {
  const { start, end } = location.range;
  const text = lines.line(location.uri, start.line);
  if (text === undefined) return undefined;
  const gutter = String(start.line).length;
  const room = Math.max(20, width - gutter - 5);
  const from = start.column - 1;
  const to = end.line === start.line ? Math.max(end.column - 1, from + 1) : Math.max(text.length, from + 1);

  const cut = to <= room ? 0 : Math.max(0, from - lead);
  const before = cut > 0 ? '…' : '';
  const shown = text.slice(cut, cut + room - before.length);
  const after = cut + shown.length < text.length ? '…' : '';
  // Marks that print as several characters shift what follows: widths are measured on what is printed.
  const indent = printable(text.slice(cut, from)).replaceAll('\\t', ' ').length + before.length;
  const most = room - indent;
  const carets = Math.max(
    1,
    Math.min(printable(text.slice(from, Math.min(to, cut + shown.length))).length, most),
  );
  const body = before + printable(shown.replaceAll('\t', ' ')) + after;
  return [`${start.line} │ ${body}`, `${' '.repeat(gutter)} │ ${' '.repeat(indent)}${'^'.repeat(carets)}`];
}
