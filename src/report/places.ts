import type { Location } from '../document/document.ts';

/** Within so many columns, the line of another place in the same line is enough to find it. */
const near = 120;

/**
 * Takes places in one text, and the one that is told of beside them; gives how each is named in a list, and what stands
 * before the list: by their lines, or where some share one, as a text without line breaks has it, by line and column.
 */
export function namedPlaces(
  places: readonly Location[],
  told?: Location,
): {
  readonly noun: string;
  readonly names: readonly string[];
} {
  const lines = places.map(({ range }) => range.start.line);
  const shared = new Set(lines).size < lines.length || lines.includes(told?.range.start.line ?? 0);
  if (shared) return { noun: 'at', names: places.map(lineAndColumn) };
  return { noun: lines.length === 1 ? 'line' : 'lines', names: lines.map(String) };
}

/** Takes a place and the one that is told of, in one text; gives the first: by its line, where that is enough. */
export function placeBeside(place: Location, told: Location): string {
  const [a, b] = [place.range.start, told.range.start];
  return a.line === b.line && Math.abs(a.column - b.column) > near ? lineAndColumn(place) : `line ${a.line}`;
}

function lineAndColumn({ range: { start } }: Location): string {
  return `${start.line}:${start.column}`;
}
