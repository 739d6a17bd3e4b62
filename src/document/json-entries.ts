import type { Span } from './document.ts';
import { noMembers, type Entry } from './entry.ts';
import { stringEnd, type Brackets } from './json-survey.ts';
import { lastAtMost } from './text.ts';

/** A collection whose places are known already, as those of text with mistakes. */
export interface Graft {
  /** Where it opens. */
  readonly at: number;
  readonly entry: Entry;
}

/**
 * Takes valid JSON, but for the graft, where in it to begin, and where its brackets are; gives the places of its
 * values.
 */
export function jsonEntries(content: string, start: number, brackets: Brackets, graft?: Graft): Entry {
  const endOf = (at: number): number => {
    const first = content.charCodeAt(at);
    if (first === 0x22) return stringEnd(content, at);
    if (isOpen(first)) return brackets.ends[lastAtMost(brackets.opens, at)] ?? content.length;
    let end = at;
    while (end < content.length && !isDelimiter(content.charCodeAt(end))) end++;
    return end;
  };

  const entryAt = (at: number, key?: Span): Entry => {
    if (at === graft?.at) return { ...graft.entry, ...(key && { key }) };
    const value = { start: at, end: endOf(at) };
    return isOpen(content.charCodeAt(at)) ? collection(at, key, value) : { key, value, members: nothing };
  };

  const collection = (at: number, key: Span | undefined, value: Span): Entry => {
    let members: ReadonlyMap<string, Entry> | undefined;
    return { key, value, members: () => (members ??= membersOf(at)) };
  };

  const membersOf = (open: number): ReadonlyMap<string, Entry> => {
    const bracket = content.charCodeAt(open);
    const members = new Map<string, Entry>();
    let at = skipSpace(content, open + 1);
    while (at < content.length && !isClose(content.charCodeAt(at))) {
      let name = String(members.size);
      let key: Span | undefined;
      if (bracket === 0x7b) {
        key = { start: at, end: stringEnd(content, at) };
        name = content.slice(key.start + 1, key.end - 1);
        if (name.includes('\\')) name = String(JSON.parse(content.slice(key.start, key.end)));
        at = skipSpace(content, skipSpace(content, key.end) + 1);
      }
      const entry = entryAt(at, key);
      members.set(name, entry);
      at = skipSpace(content, entry.value.end);
      if (content.charCodeAt(at) === 0x2c) at = skipSpace(content, at + 1);
    }
    return members;
  };

  return entryAt(skipSpace(content, start));
}

const nothing = (): ReadonlyMap<string, Entry> => noMembers;

function skipSpace(content: string, from: number): number {
  let at = from;
  while (isSpace(content.charCodeAt(at))) at++;
  return at;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

function isOpen(unit: number): boolean {
  return unit === 0x7b || unit === 0x5b;
}

function isClose(unit: number): boolean {
  return unit === 0x7d || unit === 0x5d;
}

function isDelimiter(unit: number): boolean {
  return isSpace(unit) || isClose(unit) || unit === 0x2c;
}
