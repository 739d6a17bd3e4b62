import type { Span } from './document.ts';
import { isBlankOrEnd } from './yaml-lines.ts';

/** Takes the offset of an opening quote; gives the offset behind the closing one (YAML 1.2.2 section 7.3). */
export function quotedEnd(content: string, open: number): number {
  const single = content.charCodeAt(open) === 0x27;
  for (let at = open + 1; at < content.length; at++) {
    const unit = content.charCodeAt(at);
    if (single) {
      if (unit !== 0x27) continue;
      if (content.charCodeAt(at + 1) !== 0x27) return at + 1;
      at++;
    } else if (unit === 0x5c) {
      at++;
    } else if (unit === 0x22) {
      return at + 1;
    }
  }
  return content.length;
}

/** Takes the offset of a bracket; gives the offset behind the one that closes it (YAML 1.2.2 section 7.4). */
export function flowEnd(content: string, open: number): number {
  let depth = 0;
  for (let at = open; at < content.length; at++) {
    switch (content.charCodeAt(at)) {
      case 0x5b:
      case 0x7b:
        depth++;
        break;
      case 0x5d:
      case 0x7d:
        if (--depth === 0) return at + 1;
        break;
      case 0x22:
      case 0x27:
        // A quote inside a plain scalar is a character like any other.
        if (/[\s,[\]{}:]/.test(content[at - 1] ?? ' ')) at = quotedEnd(content, at) - 1;
        break;
      case 0x23:
        if (isBlankOrEnd(content.charCodeAt(at - 1))) at = lineEnd(content, at) - 1;
        break;
    }
  }
  return content.length;
}

/** The offset of the end of the line, before its break. */
export function lineEnd(content: string, from: number): number {
  const newline = content.indexOf('\n', from);
  if (newline === -1) return content.length;
  return content.charCodeAt(newline - 1) === 0x0d && newline > from ? newline - 1 : newline;
}

/** The offset of the first unit from `from` on that is neither space nor tab. */
export function skipBlanks(content: string, from: number): number {
  let at = from;
  for (let unit = content.charCodeAt(at); unit === 0x20 || unit === 0x09; unit = content.charCodeAt(at)) at++;
  return at;
}

/** The end of a plain scalar's part of a line: before a comment and the blanks that end the line. */
export function plainEnd(content: string, from: number): { end: number; comment: boolean } {
  let end = lineEnd(content, from);
  let comment = false;
  for (
    let hash = content.indexOf('#', from);
    hash !== -1 && hash < end;
    hash = content.indexOf('#', hash + 1)
  ) {
    if (hash > from && isBlankOrEnd(content.charCodeAt(hash - 1))) {
      end = hash;
      comment = true;
    }
  }
  while (end > from && isBlankOrEnd(content.charCodeAt(end - 1))) end--;
  return { end, comment };
}

/** A key in front of its colon, and the offset behind that. */
export interface ScannedKey {
  readonly span: Span;
  readonly behind: number;
}

/**
 * Takes the offset where a mapping's entry would begin; gives the implicit key there (YAML 1.2.2 section 8.2.2):
 * undefined where there is none on the line, `odd` where properties, an alias or a collection stand in its place.
 */
export function scanKey(content: string, at: number): ScannedKey | 'odd' | undefined {
  const first = content.charCodeAt(at);
  const line = lineEnd(content, at);
  if (first === 0x22 || first === 0x27) {
    const end = quotedEnd(content, at);
    if (end > line) return undefined;
    const colon = skipBlanks(content, end);
    if (content.charCodeAt(colon) !== 0x3a || !isBlankOrEnd(content.charCodeAt(colon + 1))) return undefined;
    return { span: { start: at, end }, behind: colon + 1 };
  }
  const indicator = (first === 0x3f || first === 0x3a) && isBlankOrEnd(content.charCodeAt(at + 1));
  if (indicator || '&*![{|>%@`,'.includes(content.charAt(at))) return 'odd';
  for (
    let colon = content.indexOf(':', at);
    colon !== -1 && colon < line;
    colon = content.indexOf(':', colon + 1)
  ) {
    if (!isBlankOrEnd(content.charCodeAt(colon + 1))) continue;
    const { end } = plainEnd(content.slice(at, colon), 0);
    // A comment comes before the colon: this is a scalar.
    if (skipBlanks(content, at + end) !== colon) return undefined;
    return { span: { start: at, end: at + end }, behind: colon + 1 };
  }
  return undefined;
}

/** The offset behind a node's anchor and tag (YAML 1.2.2 section 6.9), or `at` itself where it has neither. */
export function propertiesEnd(content: string, at: number): number {
  let end = at;
  for (let next = at; ; next = skipBlanks(content, end)) {
    const first = content.charCodeAt(next);
    if (first !== 0x26 && first !== 0x21) return end;
    end = next;
    while (!isBlankOrEnd(content.charCodeAt(end))) end++;
  }
}
