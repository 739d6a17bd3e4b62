import { quotedEnd } from './yaml-scan.ts';
import { folded, trimmedEnd, unusual, type Reading } from './yaml-usual-reading.ts';

/** The escapes of a double-quoted scalar that name no code point (YAML 1.2.2 section 5.7). */
const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

const escape = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])/g;

/** Takes a reading at a quote, in a collection with an indentation; gives the scalar, and goes behind it. */
export function quotedScalar(reading: Reading, holder: number): string {
  const { content, at } = reading;
  reading.at = quotedEnd(content, at);
  return quotedText(content, at, reading.at, holder);
}

/**
 * Takes where a quoted scalar begins and ends, and the indentation of the collection that it is in; gives what it means
 * (sections 7.3.1 and 7.3.2).
 */
export function quotedText(content: string, start: number, end: number, holder: number): string {
  // Not closed: the last unit of a text is a line break.
  if (end === content.length) unusual();
  let text = content.slice(start + 1, end - 1);
  if (content.charCodeAt(start) === 0x27) {
    if (text.includes('\n')) text = onOneLine(text, holder, false);
    return text.includes("'") ? text.replaceAll("''", "'") : text;
  }
  const escaped = text.includes('\\');
  if (text.includes('\n')) text = onOneLine(text, holder, escaped);
  return escaped ? text.replace(escape, unescaped) : text;
}

function unescaped(written: string): string {
  if (written.length === 2) return escapes.get(written.charAt(1)) ?? unusual();
  const point = Number.parseInt(written.slice(2), 16);
  return point > 0x10ffff ? unusual() : String.fromCodePoint(point);
}

/** The lines of a quoted scalar, folded (section 6.5). The breaks of a double-quoted one may be escaped. */
function onOneLine(text: string, holder: number, escaped: boolean): string {
  const lines = text.split('\n');
  const last = lines.length - 1;
  let whole = '';
  let breaks = 0;
  let joined = false;
  for (const [index, line] of lines.entries()) {
    const start = index === 0 ? 0 : indentOf(line);
    const end = index === last ? line.length : trimmedEnd(line, start, line.length);
    if (index > 0) {
      if (line.charCodeAt(start) === 0x09) unusual();
      breaks++;
      if (start === end && index < last) {
        // What blank lines behind an escaped break become is not agreed upon.
        if (joined) unusual();
        continue;
      }
      // Without an indentation it is a mistake, or a marker of documents.
      if (start <= holder) unusual();
      if (!joined) whole += folded(breaks);
      breaks = 0;
    }
    joined = escaped && index < last && slashesBefore(line, end) % 2 === 1;
    // It may be a blank that is escaped.
    if (joined && end < line.length) unusual();
    whole += line.slice(start, joined ? end - 1 : end);
  }
  return whole;
}

function indentOf(line: string): number {
  let at = 0;
  while (line.charCodeAt(at) === 0x20) at++;
  return at;
}

function slashesBefore(line: string, end: number): number {
  let at = end;
  while (at > 0 && line.charCodeAt(at - 1) === 0x5c) at--;
  return end - at;
}
