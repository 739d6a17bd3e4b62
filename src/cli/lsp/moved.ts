import type { Position, Range } from '../../document/document.ts';
import { textPlaces } from '../../document/text.ts';

/** Takes a range of an older text; gives it in the newer one, undefined where what stood there was changed. */
export type Move = (range: Range) => Range | undefined;

/** Takes a text and a newer version of it; gives what finds places of the one in the other. */
export function moveBetween(before: string, after: string): Move {
  if (before === after) return (range) => range;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < most - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  const old = textPlaces(before);
  const start = old.position(head);
  const oldEnd = old.position(before.length - tail);
  const newEnd = textPlaces(after).position(after.length - tail);
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

function isAtMost(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.column <= b.column);
}
