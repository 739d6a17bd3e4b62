import type { Location, Position } from '../document/document.ts';
import { piecesOf, unitsOfColumn, type Piece } from './columns.ts';

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

/** Columns kept before the caret when a long line has to be cut, where the page has as many beside them. */
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

  // Of a line without end, only what may be shown is taken apart.
  const most = unitsOfColumn * room;
  const first = Math.max(0, from - most);
  const ahead = shownPieces(text.slice(first, from));
  const meant = shownPieces(text.slice(from, Math.min(to, from + most)));
  const whole = first === 0 && sum(ahead) + sum(meant) <= room;
  const kept = whole ? ahead : lastOf(ahead, Math.min(lead, Math.floor(room / 2)));
  const before = first === 0 && kept.length === ahead.length ? '' : '…';
  const indent = before.length + sum(kept);
  const marked = firstOf(meant, room - indent);
  const rest = sum(marked) < sum(meant) ? [] : shownPieces(text.slice(to, to + most));
  const behind = firstOf(rest, room - indent - sum(marked));
  const shown = [...kept, ...marked, ...behind];
  const cut = from - units(kept);
  const after = cut + units(shown) < text.length ? '…' : '';
  const body = before + shown.map(({ printed }) => printed).join('') + after;
  const carets = '^'.repeat(Math.max(1, sum(marked)));
  return [`${start.line} │ ${body}`, `${' '.repeat(gutter)} │ ${' '.repeat(indent)}${carets}`];
}

function shownPieces(text: string): Piece[] {
  return piecesOf(text.replaceAll('\t', ' '));
}

function sum(pieces: readonly Piece[]): number {
  return pieces.reduce((columns, piece) => columns + piece.columns, 0);
}

function units(pieces: readonly Piece[]): number {
  return pieces.reduce((count, piece) => count + piece.units, 0);
}

/** As many of some pieces, from the first one on, as there is room for. */
function firstOf(pieces: readonly Piece[], room: number): readonly Piece[] {
  let columns = 0;
  const end = pieces.findIndex((piece) => (columns += piece.columns) > room);
  return end === -1 ? pieces : pieces.slice(0, end);
}

/** As many of some pieces, up to the last one, as there is room for. */
function lastOf(pieces: readonly Piece[], room: number): readonly Piece[] {
  return [...firstOf([...pieces].reverse(), room)].reverse();
}
