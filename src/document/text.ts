import type { Position, Range, Span } from './document.ts';

/** Turns offsets into a text (UTF-16 units) into lines and columns. */
export interface TextPlaces {
  position(offset: number): Position;
  range(span: Span): Range;
}

/**
 * Takes a text; gives what turns its offsets into positions. Lines end with LF, CR LF, or CR
 * alone, as in YAML 1.2.2 section 5.4. A byte order mark, which
 * no editor shows, takes no column. The lines are counted when the first position is asked for.
 */
export function textPlaces(text: string): TextPlaces {
  let starts: ArrayLike<number> | undefined;
  function position(offset: number): Position {
    starts ??= lineStarts(text);
    const line = lastAtMost(starts, offset);
    const start = starts[line] ?? 0;
    const mark = line === 0 && offset > 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0;
    return { line: line + 1, column: offset - start + 1 - mark };
  }
  return { position, range: (span) => ({ start: position(span.start), end: position(span.end) }) };
}

/** Takes a text; gives the offset of the start of each of its lines. */
export function lineStarts(text: string): ArrayLike<number> {
  // Most texts have none, which is found out ten times as fast so.
  const lone = text.includes('\r') && /\r(?!\n)/.test(text);
  if (lone) return [0, ...Array.from(text.matchAll(/\n|\r(?!\n)/g), ({ index }) => index + 1)];
  // Of a description there are a hundred thousand, which are nothing for the garbage collector to move about.
  let starts = new Uint32Array(1_024);
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (count === starts.length) {
      const wider = new Uint32Array(count * 2);
      wider.set(starts);
      starts = wider;
    }
    starts[count++] = at + 1;
  }
  return starts.subarray(0, count);
}

/** Takes ascending numbers, the first of them not above `value`; gives the index of the last not above `value`. */
export function lastAtMost(ascending: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
