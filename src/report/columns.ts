import { printable } from './printable.ts';

/** A piece of a text that stands or goes as a whole: a character with its marks, or an emoji of several. */
export interface Piece {
  /** As it is printed: what a terminal would obey is written out. */
  readonly printed: string;
  /** How many columns of a terminal it fills. */
  readonly columns: number;
  /** How many UTF-16 units it has in the text. */
  readonly units: number;
}

/** As many units are looked at for each column: marks over marks are no text that anybody reads. */
export const unitsOfColumn = 8;

/** Text in which each unit is a piece of one column. */
const plain = /^[\x20-\x7e]*$/;

const pieces =
  /\p{RI}\p{RI}|\p{Extended_Pictographic}[\p{EMod}\ufe0f]?(?:\u200d\p{Extended_Pictographic}[\p{EMod}\ufe0f]?)+|[^][\p{EMod}\p{Mn}\p{Me}\ufe0f]*/gu;

/** What terminals draw two columns wide: East Asian Width W and F (UAX #11), emoji, and what is drawn as one. */
const wide =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}\p{Emoji_Presentation}\ufe0f]/u;

/** What is drawn over the character before, or not at all. */
const unseen = /^[\p{Mn}\p{Me}\u1160-\u11ff\u200b-\u200d\u2060-\u2064\u{e0000}-\u{e007f}]+$/u;

/** Takes text of unknown origin; gives its pieces in order. */
export function piecesOf(text: string): Piece[] {
  return Array.from(text.matchAll(pieces), ([piece]) => {
    const printed = printable(piece);
    return { printed, columns: printed === piece ? drawn(piece) : columnsOf(printed), units: piece.length };
  });
}

/** Takes text that is printed as it is; gives how many columns of a terminal it fills. */
export function columnsOf(text: string): number {
  if (plain.test(text)) return text.length;
  let columns = 0;
  for (const [piece] of text.matchAll(pieces)) columns += drawn(piece);
  return columns;
}

function drawn(piece: string): number {
  if (wide.test(piece)) return 2;
  return unseen.test(piece) ? 0 : 1;
}

/** Takes text and the most columns it may fill; gives it cut where that is, with an ellipsis. */
export function clip(text: string, columns: number): string {
  const most = unitsOfColumn * columns;
  if (text.length <= most && columnsOf(text) <= columns) return text;
  let room = Math.max(0, columns - 1);
  let end = 0;
  for (const [piece] of text.slice(0, most).matchAll(pieces)) {
    room -= drawn(piece);
    if (room < 0) break;
    end += piece.length;
  }
  return `${text.slice(0, end)}…`;
}

/** Takes text and the most columns it may fill; gives as much of its end. */
export function endOf(text: string, columns: number): string {
  let left = columnsOf(text) - columns;
  let start = 0;
  for (const [piece] of text.matchAll(pieces)) {
    if (left <= 0) break;
    left -= drawn(piece);
    start += piece.length;
  }
  return text.slice(start);
}

/** Takes text, a width in columns and an indent; gives lines broken at spaces, each with the indent before it. */
export function wrap(text: string, width: number, indent: string): string[] {
  const room = Math.max(20, width - indent.length);
  const lines: string[] = [];
  let line = '';
  let filled = 0;
  for (const word of text.split(' ')) {
    const columns = columnsOf(word);
    if (line !== '' && filled + 1 + columns > room) {
      lines.push(indent + line);
      line = word;
      filled = columns;
    } else {
      filled = line === '' ? columns : filled + 1 + columns;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(indent + line);
  return lines;
}
