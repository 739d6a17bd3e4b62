import { isBlankOrBreak, toLineEnd, unusual, type Reading } from './yaml-usual-reading.ts';

/** What the header of a block scalar says (YAML 1.2.2 section 8.1.1). */
interface Header {
  readonly folds: boolean;
  /** How much more than what holds it its lines are indented, where that is given. */
  readonly digit: number | undefined;
  readonly chomping: '+' | '-' | undefined;
  /** The offset behind what says so, and that of its line break. */
  readonly indicatorsEnd: number;
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
  const { folds, digit, chomping, indicatorsEnd, end: headerEnd } = header(content, reading.at);
  const indent = digit === undefined ? detectIndent(content, headerEnd + 1, holder) : holder + digit;
  if (indent > mostIndent) unusual();
  const { less, all } = (indentations[indent] ??= indentation(indent));
  less.lastIndex = headerEnd;
  // Behind the last line there is no text, and so no indentation.
  let end = less.test(content) ? less.lastIndex - 1 : content.length - 1;
  let blank = 0;
  for (let at = end; at > headerEnd; at = end) {
    while (content.charCodeAt(at - 1) === 0x20) at--;
    if (content.charCodeAt(at - 1) !== 0x0a || end - at > indent) break;
    end = at - 1;
    blank++;
  }
  reading.at = end;
  // Of blanks alone, nothing is seen: a comment behind the indicators is not of the value.
  const seen = textEnd(content, end);
  reading.valueEnd = seen <= headerEnd ? indicatorsEnd : seen;
  const kept = chomping === '+' ? '\n'.repeat(blank) : '';
  if (end === headerEnd) return kept;
  const text = content.slice(headerEnd, end).replace(all, '\n').slice(1);
  return (folds ? foldedText(text) : text) + (chomping === '-' ? '' : '\n') + kept;
}

/** Takes where a line ends; gives the end of the last text before it. */
function textEnd(content: string, lineEnd: number): number {
  let at = lineEnd;
  while (isBlankOrBreak(content.charCodeAt(at - 1))) at--;
  return at;
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
  return { folds: content.charCodeAt(open) === 0x3e, digit, chomping, indicatorsEnd: at, end: behind.at };
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

/** Finds line breaks by the indentation behind them. */
interface Indentation {
  /** A break before a line that is indented less and not blank. */
  readonly less: RegExp;
  /** Every break, with the indentation behind it. */
  readonly all: RegExp;
}

const indentations: Indentation[] = [];

function indentation(indent: number): Indentation {
  const spaces = ' '.repeat(indent);
  return {
    less: new RegExp(`\n(?!${spaces})(?! *\n)`, 'g'),
    all: new RegExp(`\n(?:${spaces}| {0,${indent}})`, 'g'),
  };
}

/** The lines of a folded scalar (section 8.1.3): those that begin with a blank keep the breaks around them. */
function foldedText(lines: string): string {
  if (!/^[ \t\n]|\n[ \t\n]/.test(lines)) return lines.replace(/\n/g, ' ');
  let text = '';
  let empty = 0;
  let any = false;
  let spaced = false;
  for (const line of lines.split('\n')) {
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
