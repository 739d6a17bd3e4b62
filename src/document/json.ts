import type { Entry, Parsed } from './entry.ts';
import { jsonEntries } from './json-entries.ts';
import { surveyJson } from './json-survey.ts';
import { readTolerantly } from './json-tolerant.ts';
import type { Limits } from './limits.ts';

/**
 * Takes a text; gives the JSON value in it (RFC 8259). Of a text that is not JSON, as much of the value as can be
 * made out, with everything that is wrong and where. A byte order mark is passed over.
 */
export function parseJson(content: string, limits: Pick<Limits, 'depth' | 'values'>): Parsed {
  const start = content.charCodeAt(0) === 0xfeff ? 1 : 0;
  const { members, brackets, beyond } = surveyJson(content, start, limits);
  if (beyond !== undefined) {
    return {
      value: null,
      entries: (): Entry => jsonEntries(content, start, brackets),
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
    return { value, entries: () => jsonEntries(content, start, brackets), problems: [] };
  return readTolerantly(content, start, limits.depth);
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
