import type { Entry, Parsed } from './entry.ts';
import { jsonEntries, stringEnd } from './json-entries.ts';
import { readTolerantly } from './json-tolerant.ts';
import type { Limits } from './limits.ts';

/**
 * Takes a text; gives the JSON value in it (RFC 8259). Of a text that is not JSON, as much of the value as can be
 * made out, with everything that is wrong and where. A byte order mark is passed over.
 */
export function parseJson(content: string, limits: Pick<Limits, 'depth'>): Parsed {
  const start = content.charCodeAt(0) === 0xfeff ? 1 : 0;
  const { members, tooDeep } = survey(content, start, limits.depth);
  if (tooDeep !== undefined) {
    return {
      value: null,
      entries: (): Entry => jsonEntries(content, start),
      problems: [
        {
          code: 'document-limit',
          message: `more than ${limits.depth} collections inside one another`,
          span: { start: tooDeep, end: tooDeep + 1 },
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

/** Counts the members of all objects of a text, and finds the first bracket that is nested too deeply. */
function survey(
  content: string,
  start: number,
  depthLimit: number,
): { members: number; tooDeep: number | undefined } {
  let members = 0;
  let depth = 0;
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
        if (++depth > depthLimit) return { members, tooDeep: at };
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
    }
  }
  return { members, tooDeep: undefined };
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
