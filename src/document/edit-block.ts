import type { Document } from './document.ts';
import { keepsBlankLines, type EditPlace, type Sibling } from './edit-place.ts';
import { behindBreak, breakStyle, lineBreak, lineStart, type TextEdit } from './edit-text.ts';

type Change = Omit<TextEdit, 'uri'>;

/** Takes a member or item of a block collection; gives the edits that take it out with its lines and the comment on its last. */
export function removeFromBlock(place: EditPlace): Change[] | undefined {
  const { document, text, whole, previous, next } = place;
  const lead = leadOf(text, whole.start);
  const end = endOfLines(text, whole.end);
  if (lead === undefined || end === undefined || (!previous && !next)) return undefined;
  if (isBlankKept(document, lead.start, end)) return undefined;
  if (lead.dash) {
    // The first of a collection that begins behind a dash: the next one moves up to it.
    if (next === undefined || !isBlank(text.slice(end, next.whole.start))) return undefined;
    return [{ start: whole.start, end: next.whole.start, text: '' }];
  }
  const from = lead.start;
  if (lineBreak(text, whole.end) === text.length) {
    // The text ends without a line break, and does so afterwards.
    return from <= 1 ? undefined : [{ start: beforeBreaks(text, from), end, text: '' }];
  }
  return [{ ...withBlankLines(text, from, end), text: '' }];
}

/** Takes a sibling in a block collection and what is to stand on the line behind or before it; gives the edit. */
export function insertIntoBlock(
  document: Document,
  sibling: Sibling,
  where: 'after' | 'before',
  line: string,
): Change[] | undefined {
  const { text } = document;
  const { start, end } = sibling.whole;
  const lead = leadOf(text, start);
  const behind = endOfLines(text, end);
  if (lead === undefined || behind === undefined || isBlankKept(document, lead.start, behind))
    return undefined;
  const newline = breakStyle(text, start);
  if (where === 'before') return [{ start, end: start, text: `${line}${newline}${lead.indent}` }];
  const added = lead.indent + line;
  const open = behind === lineBreak(text, end);
  return [{ start: behind, end: behind, text: open ? newline + added : added + newline }];
}

/**
 * Takes members of a block mapping that follow each other without anything between but comments, and a key; gives the
 * edits that put them under that key, two columns further in.
 */
export function nestInBlock(
  text: string,
  members: readonly Sibling[],
  all: readonly Sibling[],
  key: string,
): Change[] | undefined {
  const first = members[0];
  const last = members.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const at = all.indexOf(first);
  if (members.some((member, index) => all[at + index] !== member)) return undefined;
  const lead = leadOf(text, first.whole.start);
  const end = endOfLines(text, last.whole.end);
  if (lead === undefined || end === undefined) return undefined;
  // Lines of quoted scalars may stand further out, and then mean the same; those of Markdown quotes have marks before.
  if (/[^ ]/.test(lead.indent) || /\t/.test(text.slice(first.whole.start, end))) return undefined;
  const edits: Change[] = [
    {
      start: first.whole.start,
      end: first.whole.start,
      text: `${key}:${breakStyle(text, first.whole.start)}${lead.indent}  `,
    },
  ];
  for (
    let line = behindBreak(text, lineBreak(text, first.whole.start));
    line < end && line > lead.start;
    line = behindBreak(text, lineBreak(text, line))
  ) {
    const stop = lineBreak(text, line);
    if (!isBlank(text.slice(line, stop))) edits.push({ start: line, end: line, text: '  ' });
    if (stop === text.length) break;
  }
  return edits;
}

interface Lead {
  /** Of the line. */
  readonly start: number;
  /** What another line of the same collection begins with. */
  readonly indent: string;
  /** Whether it stands on a line of its own, or behind the dash of what holds it. */
  readonly dash: boolean;
}

/** What is before a member on its line: its indentation, the marks of a Markdown quote, dashes. */
export function leadOf(text: string, start: number): Lead | undefined {
  const from = lineStart(text, start);
  const before = text.slice(from, start);
  if (!/^[ >]*(?:- +)*$/.test(before)) return undefined;
  return { start: from, indent: before.replaceAll('-', ' '), dash: before.includes('-') };
}

/** Behind the line break of the line that a value ends on, where nothing but a comment follows the value there. */
function endOfLines(text: string, end: number): number | undefined {
  const stop = lineBreak(text, end);
  if (!/^(?:[ \t:]*|[ \t:]*[ \t]#.*)$/.test(text.slice(end, stop))) return undefined;
  return behindBreak(text, stop);
}

/** Leaves no two blank lines where there was one on either side, and none at the end of the text. */
function withBlankLines(text: string, start: number, end: number): { start: number; end: number } {
  const above = lineStart(text, Math.max(0, beforeBreak(text, start)));
  if (start > above && !isBlank(text.slice(above, start))) return { start, end };
  let to = end;
  for (;;) {
    const stop = lineBreak(text, to);
    if (stop === text.length || !isBlank(text.slice(to, stop))) break;
    to = behindBreak(text, stop);
  }
  if (to < text.length || start <= 1) return { start, end: to };
  const kept = beforeBreaks(text, start);
  return { start: behindBreak(text, kept), end: to };
}

/** The offset of the line break that ends the line before the one that begins at an offset. */
function beforeBreak(text: string, start: number): number {
  if (start < 1) return 0;
  return text.charAt(start - 1) === '\n' && text.charAt(start - 2) === '\r' ? start - 2 : start - 1;
}

/** The same, passing over blank lines. */
function beforeBreaks(text: string, start: number): number {
  let at = start;
  while (at > 0 && /\s/.test(text.charAt(at - 1))) at--;
  return lineBreak(text, at);
}

function isBlank(text: string): boolean {
  return /^\s*$/.test(text);
}

/** Whether a blank line beside some lines may belong to a scalar (`|+`), which they would take from it or give it to. */
function isBlankKept(document: Document, start: number, end: number): boolean {
  const { text } = document;
  const above = text.slice(lineStart(text, beforeBreak(text, start)), start);
  const below = text.slice(end, lineBreak(text, end));
  return (isBlank(above) || isBlank(below)) && keepsBlankLines(document);
}
