import type { Span } from './document.ts';
import type { Parsed } from './entry.ts';
import { jsonEntries, pairBrackets, stringEnd, type Brackets } from './json-entries.ts';
import { readTolerantly } from './json-tolerant.ts';
import { tooDeep, tooMany, type Limits } from './limits.ts';

/** A text that is valid JSON, with no key given twice. */
export interface SoundJson {
  readonly content: string;
  /** Where it begins, behind a byte order mark. */
  readonly start: number;
  readonly value: unknown;
  /** How many values it has, counted as the limits count. */
  readonly values: number;
  /** Pairs its brackets, when first asked. */
  readonly brackets: () => Brackets;
}

export interface ParsedJson extends Parsed {
  /** Of a text with nothing wrong: what a later state of it is parsed from (`json-reparse.ts`). */
  readonly sound?: SoundJson;
}

/**
 * Takes a text; gives the JSON value in it (RFC 8259). Of a text that is not JSON, as much of the value as can be
 * made out, with everything that is wrong and where. A byte order mark is passed over.
 */
export function parseJson(content: string, limits: Pick<Limits, 'depth' | 'values'>): ParsedJson {
  const start = content.charCodeAt(0) === 0xfeff ? 1 : 0;
  const { members, values, beyond } = survey(content, { start, end: content.length }, limits);
  const brackets = pairedOnce(content, start);
  if (beyond !== undefined) {
    return {
      value: null,
      entries: () => jsonEntries(content, start, brackets),
      problems: [
        {
          code: 'document-limit',
          message: beyond.message,
          span: { start: beyond.at, end: beyond.at + 1 },
        },
      ],
    };
  }
  const value = soundValue(content.slice(start), members);
  if (value === undefined) return readTolerantly(content, start, limits.depth);
  return soundJson({ content, start, value, values, brackets });
}

/** Takes what was made out of a text that is sound; gives it as every text is given. */
export function soundJson(sound: SoundJson): ParsedJson {
  const { content, start, value, brackets } = sound;
  return { value, entries: () => jsonEntries(content, start, brackets), problems: [], sound };
}

/**
 * Takes a text and how many members its objects have, by its colons; gives its value. Undefined where it is no JSON or
 * has a key twice, which leaves fewer members in the value.
 */
export function soundValue(text: string, members: number): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return countMembers(value) === members ? value : undefined;
}

function pairedOnce(content: string, start: number): () => Brackets {
  let pairs: Brackets | undefined;
  return () => (pairs ??= pairBrackets(content, start));
}

/** What a text has of what is limited. */
export interface Survey {
  /** Of all objects. */
  readonly members: number;
  readonly values: number;
  /** Where it first goes beyond a limit, and by what. */
  readonly beyond: { readonly message: string; readonly at: number } | undefined;
}

/** Takes a text, and the part of it that is looked at; gives what it has. */
export function survey(content: string, part: Span, limits: Pick<Limits, 'depth' | 'values'>): Survey {
  let members = 0;
  let depth = 0;
  // As many as there are commas, and one in each collection, which may be empty.
  let values = 1;
  for (let at = part.start; at < part.end; at++) {
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
        if (++depth > limits.depth) return { members, values, beyond: { message: tooDeep(limits), at } };
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
      case 0x2c: // ,
        if (++values > limits.values) return { members, values, beyond: { message: tooMany(limits), at } };
        break;
    }
  }
  return { members, values, beyond: undefined };
}

/** The members of all objects in a parsed value. */
function countMembers(root: unknown): number {
  let count = 0;
  const left: unknown[] = [root];
  while (left.length > 0) {
    const value = left.pop();
    if (Array.isArray(value)) {
      for (const item of value) if (typeof item === 'object' && item !== null) left.push(item);
    } else if (typeof value === 'object' && value !== null) {
      for (const member of Object.values(value)) {
        count++;
        if (typeof member === 'object' && member !== null) left.push(member);
      }
    }
  }
  return count;
}
