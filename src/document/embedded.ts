import type { Document, Location, Node } from './document.ts';
import { documentOf, wholeSource } from './entry.ts';
import { parseJson } from './json.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { ParsedDocument } from './parse.ts';

/**
 * Takes the node of a string whose text is JSON; gives that JSON as a document whose places are those within the
 * string, as it is written in its file: HAR has bodies so. Where the string is not written as JSON, all of its places
 * are that of the string.
 */
export function parseEmbedded(
  { value: text, document: outer, pointer }: Node<string>,
  limits: Pick<Limits, 'depth' | 'values'> = defaultLimits,
): ParsedDocument {
  const { document: inner, problems } = documentOf(
    wholeSource(outer.uri, text),
    'json',
    parseJson(text, limits),
  );
  const map = (start: number, end: number): Location => {
    const whole = outer.locate(pointer);
    if (outer.format !== 'json') return whole;
    const span = outer.span(pointer);
    const literal = outer.text.slice(span.start, span.end);
    const [from = 0, to = from] = literalOffsets(literal, [start, end]);
    const { line, column } = whole.range.start;
    return {
      ...whole,
      range: { start: { line, column: column + from }, end: { line, column: column + to } },
    };
  };
  const document: Document = {
    uri: outer.uri,
    text,
    format: 'json',
    sound: inner.sound,
    value: inner.value,
    locate(path, part) {
      const { start, end } = inner.span(path, part);
      return map(start, end);
    },
    span: inner.span,
  };
  return {
    document,
    problems: problems.map((problem) => {
      const { start } = problem.location.range;
      const at = offsetOf(text, start.line, start.column);
      return { ...problem, location: map(at, at + 1) };
    }),
  };
}

/**
 * Takes a string literal of JSON and ascending offsets into its value, in UTF-16 units; gives the offsets into the
 * literal at which those units are written.
 */
export function literalOffsets(literal: string, offsets: readonly number[]): number[] {
  const found: number[] = [];
  let at = 1;
  let unit = 0;
  for (const offset of offsets) {
    while (unit < offset && at < literal.length - 1) {
      // \uXXXX is one unit, as is every other escape.
      if (literal.charCodeAt(at) !== 0x5c) at += 1;
      else at += literal.charCodeAt(at + 1) === 0x75 ? 6 : 2;
      unit += 1;
    }
    found.push(at);
  }
  return found;
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let left = line - 1; left > 0; left -= 1) {
    const next = text.indexOf('\n', start);
    if (next === -1) break;
    start = next + 1;
  }
  return start + column - 1;
}
