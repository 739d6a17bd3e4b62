/** One change to a text: what stands from `start` up to `end` (UTF-16 units into the whole text of `uri`) becomes `text`. */
export interface TextEdit {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Takes a text and edits of it that do not overlap; gives the text with all of them made. */
export function applyEdits(text: string, edits: readonly Omit<TextEdit, 'uri'>[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: replacement } of ordered) {
    parts.push(text.slice(at, start), replacement);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** The offset of the first unit of the line that an offset is in. A byte order mark is on no line. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isBreak(text.charCodeAt(at - 1))) at--;
  return at === 0 && offset > 0 && text.charCodeAt(0) === 0xfeff ? 1 : at;
}

/** The offset of the line break that ends the line that an offset is in, or the text's end. */
export function lineBreak(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isBreak(text.charCodeAt(at))) at++;
  return at;
}

/** The offset behind the line break that is at an offset; the same offset where there is none. */
export function behindBreak(text: string, at: number): number {
  if (text.charCodeAt(at) === 0x0d && text.charCodeAt(at + 1) === 0x0a) return at + 2;
  return isBreak(text.charCodeAt(at)) ? at + 1 : at;
}

/** The line break that a text uses at an offset, else anywhere, else LF. */
export function breakStyle(text: string, offset: number): string {
  const at = lineBreak(text, offset);
  const here = text.slice(at, behindBreak(text, at));
  return here === '' ? (/\r\n|\n|\r/.exec(text)?.[0] ?? '\n') : here;
}

function isBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}
