import type { Parsed } from './entry.ts';
import { jsonEntries } from './json-entries.ts';
import { surveyJson, type Brackets } from './json-survey.ts';
import { readTolerantly } from './json-tolerant.ts';
import type { Limits } from './limits.ts';

/** A text that is valid JSON, with no key given twice. */
export interface SoundJson {
  readonly content: string;
  /** Where it begins, behind a byte order mark. */
  readonly start: number;
  readonly value: unknown;
  /** How many values it has, counted as the limits count. */
  readonly values: number;
  readonly brackets: Brackets;
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
  const { members, values, brackets, beyond } = surveyJson(content, { start, end: content.length }, limits);
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

/** The members of all objects in a parsed value. */
function countMembers(root: unknown): number {
  let count = 0;
  if (typeof root !== 'object' || root === null) return count;
  const left: object[] = [root];
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (Array.isArray(value)) {
      for (const item of value as readonly unknown[])
        if (typeof item === 'object' && item !== null) left.push(item);
    } else {
      // A list of them would be made for each object.
      for (const key in value) {
        count++;
        const member = (value as Readonly<Record<string, unknown>>)[key];
        if (typeof member === 'object' && member !== null) left.push(member);
      }
    }
  }
  return count;
}
