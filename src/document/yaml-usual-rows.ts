import { noMembers, type Entry } from './entry.ts';
import { keyName } from './yaml-usual-plain.ts';
import type { Reading } from './yaml-usual-reading.ts';

/**
 * Where the members and items of a text are written: a row for each, in the order in which they begin, so that those
 * of a collection follow it. In a row stand the offsets of its key (-1 for an item) and of its value, and the number
 * of the row behind those of its value.
 */
export interface Rows {
  numbers: Int32Array;
  count: number;
}

const width = 5;

export function createRows(): Rows {
  return { numbers: new Int32Array(width * 256), count: 0 };
}

/** Begins the row of a member or item; gives its number. */
export function beginRow(rows: Rows, keyStart: number, keyEnd: number): number {
  const row = rows.count++;
  const at = row * width;
  if (at === rows.numbers.length) {
    const longer = new Int32Array(at * 2);
    longer.set(rows.numbers);
    rows.numbers = longer;
  }
  rows.numbers[at] = keyStart;
  rows.numbers[at + 1] = keyEnd;
  return row;
}

/** Ends a row with the value that was read last. */
export function endRow({ rows, valueStart, valueEnd }: Reading, row: number): void {
  const { numbers, count } = rows;
  const at = row * width;
  numbers[at + 2] = valueStart;
  numbers[at + 3] = valueEnd;
  numbers[at + 4] = count;
}

/** Takes what has been read to its end; gives the places of its values. */
export function usualEntries({ content, rows, valueStart, valueEnd }: Reading): Entry {
  const { count } = rows;
  // As long as the document lives, so do they.
  const numbers = rows.numbers.slice(0, count * width);
  const number = (row: number, column: number): number => numbers[row * width + column] ?? 0;

  function entry(row: number): Entry {
    const value = { start: number(row, 2), end: number(row, 3) };
    const next = number(row, 4);
    const [start, end] = [number(row, 0), number(row, 1)];
    const key = start < 0 ? undefined : { key: { start, end } };
    if (next === row + 1) return { ...key, value, members: () => noMembers };
    let members: ReadonlyMap<string, Entry> | undefined;
    return { ...key, value, members: () => (members ??= between(row + 1, next)) };
  }

  function between(first: number, end: number): ReadonlyMap<string, Entry> {
    const members = new Map<string, Entry>();
    for (let row = first; row < end; row = number(row, 4)) members.set(nameOf(row, members.size), entry(row));
    return members;
  }

  function nameOf(row: number, index: number): string {
    const start = number(row, 0);
    return start < 0 ? String(index) : keyName(content, start, number(row, 1));
  }

  let members: ReadonlyMap<string, Entry> | undefined;
  return {
    value: { start: valueStart, end: valueEnd },
    members: () => (members ??= between(0, count)),
  };
}
