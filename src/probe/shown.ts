/** As many characters of a value as a message shows. */
const longest = 60;

/** Takes a value; gives it as JSON, cut to what a line can hold. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' && value.length > longest * 2 ? value.slice(0, longest * 2) : value;
  // What JSON has no way to write, it would write as null.
  if (typeof value === 'bigint' || typeof value === 'number') return cut(String(value));
  return cut(JSON.stringify(shallow(text, 3)) ?? String(value));
}

/** Takes a text; gives its start, with an ellipsis where that is not all of it. */
export function cut(text: string, length: number = longest): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/** The outer parts of a value: printing all of a large one to show sixty characters would cost its whole size. */
function shallow(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => shallow(item, depth - 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 20)
      .map(([key, member]) => [key, shallow(member, depth - 1)]),
  );
}
