import type { EditPlace, Sibling } from './edit-place.ts';
import { behindBreak, breakStyle, lineBreak, type TextEdit } from './edit-text.ts';

type Change = Omit<TextEdit, 'uri'>;

/** Takes a member or item of JSON or of a flow collection; gives the edits that take it out with one of its commas. */
export function removeFromFlow({ text, whole, previous, open }: EditPlace): Change[] | undefined {
  const { start, end } = whole;
  const gap = text.slice(previous?.whole.end ?? open + 1, start);
  const closed = skipSpace(text, end);
  if (!(previous ? /^\s*,\s*$/ : /^\s*$/).test(withoutComments(gap))) return undefined;
  if (text.charAt(closed) === ',') {
    const own = ownLine(text, start, closed + 1);
    if (own) return [{ ...own, text: '' }];
    const next = skipBlanks(text, closed + 1);
    if (!isBreak(text.charAt(next)) || previous === undefined) return [{ start, end: next, text: '' }];
    // The last on its line: the comma behind it stays, the one before it goes.
    return isSpace(gap.replace(',', '')) ? [{ start: previous.whole.end, end, text: '' }] : undefined;
  }
  if (!']}'.includes(text.charAt(closed)) && text.charAt(closed) !== '#') return undefined;
  if (previous === undefined) return [{ start, end, text: '' }];
  // The last one: the comma before it goes too.
  const comma = previous.whole.end + gap.indexOf(',');
  if (isSpace(text.slice(comma + 1, start))) return [{ start: comma, end, text: '' }];
  const own = ownLine(text, start, end);
  return (
    own && [
      { start: comma, end: comma + 1, text: '' },
      { ...own, text: '' },
    ]
  );
}

function withoutComments(gap: string): string {
  return gap.replace(/(^|\s)#.*/g, '$1');
}

/** Takes a sibling and what is to stand behind or before it, with a comma between; gives the edit. */
export function insertIntoFlow(
  text: string,
  sibling: Sibling,
  where: 'after' | 'before',
  written: string,
  compact: boolean,
): Change[] | undefined {
  const { start, end } = sibling.whole;
  const from = indentStart(text, start);
  const lines = from > 0 && isBreak(text.charAt(from - 1));
  const indent = text.slice(from, start);
  // A comment behind the sibling would come to stand behind what is inserted.
  if (lines && text.slice(end, lineBreak(text, end)).includes('#')) return undefined;
  const gap = lines ? breakStyle(text, start) + indent : compact ? '' : ' ';
  if (where === 'before') return [{ start, end: start, text: `${written},${gap}` }];
  return [{ start: end, end, text: `,${gap}${written}` }];
}

/** The whole line or lines, where nothing else stands on them but a comment behind. */
function ownLine(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const from = indentStart(text, start);
  const behind = skipBlanks(text, end);
  const comment = behind > end && text.charAt(behind) === '#';
  if (from === 0 || !isBreak(text.charAt(from - 1))) return undefined;
  if (!comment && !isBreak(text.charAt(behind))) return undefined;
  const stop = lineBreak(text, behind);
  if (stop === text.length) return undefined;
  return { start: from, end: behindBreak(text, stop) };
}

function isSpace(text: string): boolean {
  return /^[\s>]*$/.test(text);
}

function isBreak(unit: string): boolean {
  return unit === '\n' || unit === '\r';
}

/** Where the blanks, and the marks of Markdown quotes, begin that are before an offset. Lines may be very long. */
function indentStart(text: string, start: number): number {
  let at = start;
  while (at > 0 && ' \t>'.includes(text.charAt(at - 1))) at--;
  return at;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return at;
}
