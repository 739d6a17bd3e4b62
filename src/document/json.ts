import type { Entry, Parsed } from './entry.ts';
import { jsonEntries, stringEnd } from './json-entries.ts';
import { readTolerantly } from './json-tolerant.ts';
import { tooDeep, tooMany, type Limits } from './limits.ts';

/**
 * Takes a text; gives the JSON value in it (RFC 8259). Of a text that is not JSON, as much of the value as can be
 * made out, with everything that is wrong and where. A byte order mark is passed over.
 */
export function parseJson(content: string, limits: Pick<Limits, 'depth' | 'values'>): Parsed {
  const start = content.charCodeAt(0) === 0xfeff ? 1 : 0;
  const { members, beyond } = survey(content, start, limits);
  if (beyond !== undefined) {
    return {
      value: null,
      entries: (): Entry => jsonEntries(content, start),
      problems: [
        {
          code: 'document-limit',
          message: beyond.message,
          span: { start: beyond.at, end: beyond.at + 1 },
        },
      ],
    };
  }
  let value: unknown;
  try {
    value = JSON.parse(start === 0 ? content : content.slice(start));
  } catch {
    return readTolerantly(content, start, limits.depth);
  }
  // A key given twice leaves fewer members in the value than the text has colons.
  if (countMembers(value) === members)
    return { value, entries: () => jsonEntries(content, start), problems: [] };
  return readTolerantly(content, start, limits.depth);
}

/** Counts the members of all objects of a text, and finds where it first goes beyond a limit. */
function survey(
  content: string,
  start: number,
  limits: Pick<Limits, 'depth' | 'values'>,
): { members: number; beyond: { message: string; at: number } | undefined } {
  let members = 0;
  let depth = 0;
  // As many as there are commas, and one in each collection, which may be empty.
  let values = 1;
  for (let at = start; at < content.length; at++) {
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
        if (++depth > limits.depth) return { members, beyond: { message: tooDeep(limits), at } };
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
      case 0x2c: // ,
        if (++values > limits.values) return { members, beyond: { message: tooMany(limits), at } };
        break;
    }
  }
  return { members, beyond: undefined };
}

/** The members of all objects in a parsed value. */
function countMembers(root: unknown): number {
  let count = 0;
  const left: object[] = [];
  const keep = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) left.push(value);
  };
  keep(root);
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (Array.isArray(value)) value.forEach(keep);
    else {
      const members: unknown[] = Object.values(value);
      count += members.length;
      members.forEach(keep);
    }
  }
  return count;
}
