import type { Span } from './document.ts';
import { tooDeep, tooMany, type Limits } from './limits.ts';

/** Takes a text and the offset of a `"`; gives the offset behind the string's closing quote, or the text's end. */
export function stringEnd(text: string, open: number): number {
  let at = open;
  for (;;) {
    at = text.indexOf('"', at + 1);
    if (at === -1) return text.length;
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
}

/** The offsets of all brackets of a text that open, ascending, and of the places behind those that close them. */
export interface Brackets {
  readonly opens: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

/** What one look at a text tells before it is parsed. */
export interface Survey {
  /** The members of all its objects. */
  readonly members: number;
  /** Counted as the limits count. */
  readonly values: number;
  readonly brackets: Brackets;
  /** Where it first goes beyond a limit, and how; the survey ends there. */
  readonly beyond: { readonly message: string; readonly at: number } | undefined;
}

/** Takes a text, and the part of it that may be JSON; counts the members in that part and pairs its brackets. */
export function surveyJson(content: string, part: Span, limits: Pick<Limits, 'depth' | 'values'>): Survey {
  let members = 0;
  // As many as there are commas, and one in each collection, which may be empty.
  let values = 1;
  let beyond: Survey['beyond'];
  const opens: number[] = [];
  const ends: number[] = [];
  const open: number[] = [];
  for (let at = part.start; at < part.end && beyond === undefined; at++) {
    switch (content.charCodeAt(at)) {
      case 0x22: // "
        at = stringEnd(content, at) - 1;
        break;
      case 0x3a: // :
        members++;
        break;
      case 0x5b: // [
      case 0x7b: // {
        values++;
        open.push(opens.length);
        if (open.length > limits.depth) beyond = { message: tooDeep(limits), at };
        opens.push(at);
        ends.push(part.end);
        break;
      case 0x5d: // ]
      case 0x7d: {
        // }
        const index = open.pop();
        if (index !== undefined) ends[index] = at + 1;
        break;
      }
      case 0x2c: // ,
        if (++values > limits.values) beyond = { message: tooMany(limits), at };
        break;
    }
  }
  return { members, values, brackets: { opens, ends }, beyond };
}
