import { toLineEnd, unusual, type Reading } from './yaml-usual-reading.ts';

/** What the header of a block scalar says (YAML 1.2.2 section 8.1.1). */
interface Header {
  readonly folds: boolean;
  /** How much more than what holds it its lines are indented, where that is given. */
  readonly digit: number | undefined;
  readonly chomping: '+' | '-' | undefined;
  /** The offset of its line break. */
  readonly end: number;
}

/** As far as anybody indents. */
const mostIndent = 500;

/**
 * Takes a reading at the `|` or `>` of a block scalar in a collection with an indentation; gives its text, and goes to
 * the end of its last line with any.
 */
export function blockScalar(reading: Reading, holder: number): string {
  const { content } = reading;
  const { folds, digit, chomping, end: headerEnd } = header(content, reading.at);
  const start = headerEnd + 1;
  const indent = digit === undefined ? detectIndent(content, start, holder) : holder + digit;
  if (indent > mostIndent) unusual();
  let end = headerEnd;
  let blank = 0;
  // Whether a line is blank, or begins with a blank, before the last with text.
  let even = true;
  for (let line = start; ;) {
    let at = line;
    const least = line + indent;
    while (at < least && content.charCodeAt(at) === 0x20) at++;
    const unit = content.charCodeAt(at);
    if (unit === 0x0a) {
      blank++;
      line = at + 1;
      continue;
    }
    if (at < least || line === content.length) break;
    if (blank > 0 || unit === 0x20 || unit === 0x09) even = false;
    end = content.indexOf('\n', at);
    blank = 0;
    line = end + 1;
  }
  reading.at = end;
  const last = end === headerEnd || chomping === '-' ? '' : '\n';
  const kept = chomping === '+' ? '\n'.repeat(blank) : '';
  if (end === headerEnd) return kept;
  if (even) {
    const text = content.slice(start + indent, folds ? end : end + last.length);
    const joined = text.replace(indentation(indent), folds ? ' ' : '\n');
    return folds ? joined + last + kept : joined + kept;
  }
  const lines = content.slice(start, end).split('\n');
  const texts = lines.map((line) => line.slice(indent));
  return (folds ? foldedLines(texts) : texts.join('\n')) + last + kept;
}

function header(content: string, open: number): Header {
  let digit: number | undefined;
  let chomping: Header['chomping'];
  let at = open + 1;
  for (; ; at++) {
    const unit = content.charAt(at);
    if (unit === '+' || unit === '-') {
      if (chomping !== undefined) unusual();
      chomping = unit;
    } else if (unit >= '1' && unit <= '9') {
      if (digit !== undefined) unusual();
      digit = Number(unit);
    } else {
      break;
    }
  }
  const behind = { content, at };
  toLineEnd(behind);
  return { folds: content.charCodeAt(open) === 0x3e, digit, chomping, end: behind.at };
}

/** The indentation of the first line with text (section 8.1.1.1); where there is none, one that no line goes beyond. */
function detectIndent(content: string, start: number, holder: number): number {
  let most = holder + 1;
  for (let line = start; ;) {
    let at = line;
    while (content.charCodeAt(at) === 0x20) at++;
    const indent = at - line;
    if (content.charCodeAt(at) === 0x0a) {
      if (indent > most) most = indent;
      line = at + 1;
      continue;
    }
    if (indent <= holder || at === content.length) return most;
    // A blank line before it is longer.
    if (indent < most) unusual();
    return indent;
  }
}

const indentations: RegExp[] = [];

/** Finds what lines that are indented so far begin with, with the break before it. */
function indentation(indent: number): RegExp {
  return (indentations[indent] ??= new RegExp(`\n${' '.repeat(indent)}`, 'g'));
}

/** The lines of a folded scalar (section 8.1.3): those that begin with a blank keep the breaks around them. */
function foldedLines(lines: readonly string[]): string {
  let text = '';
  let empty = 0;
  let any = false;
  let spaced = false;
  for (const line of lines) {
    if (line === '') {
      empty++;
      continue;
    }
    const before = spaced;
    spaced = line.startsWith(' ') || line.startsWith('\t');
    if (!any) text += '\n'.repeat(empty);
    else if (spaced || before) text += '\n'.repeat(empty + 1);
    else text += empty === 0 ? ' ' : '\n'.repeat(empty);
    text += line;
    any = true;
    empty = 0;
  }
  return text;
}
