import { changeBetween } from '../../document/change.ts';
import type { Position, Range } from '../../document/document.ts';

/** Takes a range of an older text; gives it in the newer one, undefined where what stood there was changed. */
export type Move = (range: Range) => Range | undefined;

/** Takes a text and a newer version of it; gives what finds places of the one in the other. */
export function moveBetween(before: string, after: string): Move {
  if (before === after) return (range) => range;
  const change = changeBetween(before, after);
  const start = advance({ line: 1, column: 1 }, before, 0, change.start);
  const oldEnd = advance(start, before, change.start, change.before);
  const newEnd = advance(start, after, change.start, change.after);
  const behind = (at: Position): Position => ({
    line: at.line + newEnd.line - oldEnd.line,
    column: at.line === oldEnd.line ? at.column + newEnd.column - oldEnd.column : at.column,
  });
  return (range) => {
    if (isAtMost(range.end, start)) return range;
    if (isAtMost(oldEnd, range.start)) return { start: behind(range.start), end: behind(range.end) };
    const around = isAtMost(range.start, start) && isAtMost(oldEnd, range.end);
    return around ? { start: range.start, end: behind(range.end) } : undefined;
  };
}

/** Takes the position of an offset in a text; gives that of a later one. Lines end as in `textPlaces`. */
function advance({ line, column }: Position, text: string, from: number, to: number): Position {
  let lineStart = from - column + 1;
  let count = line;
  const feed = text.indexOf('\r', from);
  if (feed === -1 || feed >= to) {
    for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) {
      count++;
      lineStart = at + 1;
    }
  } else {
    // With one more, which tells whether a `\r` at the end is half of a line's end.
    for (const { index } of text.slice(from, to + 1).matchAll(/\n|\r(?!\n)/g)) {
      if (from + index >= to) break;
      count++;
      lineStart = from + index + 1;
    }
  }
  return { line: count, column: to - lineStart + 1 };
}

function isAtMost(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.column <= b.column);
}
