import type { Location, Position } from '../document/document.ts';
import { printable } from './printable.ts';

/** Takes a uri; gives the text that was read under it, or undefined. */
export type Source = (uri: string) => string | undefined;

/** Where the lines of a text start, found once for each text that a report shows. */
export interface Lines {
  /** Takes a uri and a line from 1; gives the line's text without its end. */
  line(uri: string, number: number): string | undefined;
  /** Takes a uri and an offset in UTF-16 units; gives the place, undefined where the text is not at hand. */
  position(uri: string, offset: number): Position | undefined;
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
      return index.text.slice(start, lineEnd(index.text, start, end));
    },
    position(uri, offset) {
      const index = indexOf(uri);
      if (index === undefined) return undefined;
      let low = 0;
      let high = index.starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((index.starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (index.starts[low] ?? 0) + 1 };
    },
  };
}

/** A line of a minified document can be the whole document: it is not searched for its end. */
function lineEnd(text: string, start: number, end: number): number {
  let last = end;
  if (last > start && text[last - 1] === '\n') last -= 1;
  if (last > start && text[last - 1] === '\r') last -= 1;
  return last;
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
