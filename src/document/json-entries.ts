import type { Span } from './document.ts';
import { noMembers, type Entry } from './entry.ts';
import { lastAtMost } from './text.ts';

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

/** A collection whose places are known already, as those of text with mistakes. */
export interface Graft {
  /** Where it opens. */
  readonly at: number;
  readonly entry: Entry;
}

/**
 * Takes valid JSON, but for the graft, and what pairs its brackets, which is asked on the first look into a
 * collection; gives the places of its values.
 */
export function jsonEntries(content: string, start: number, brackets: () => Brackets, graft?: Graft): Entry {
  const endOf = (at: number): number => {
    const first = content.charCodeAt(at);
    if (first === 0x22) return stringEnd(content, at);
    if (first === 0x7b || first === 0x5b) {
      const pairs = brackets();
      return pairs.ends[lastAtMost(pairs.opens, at)] ?? content.length;
    }
    let end = at;
    while (end < content.length && !isDelimiter(content.charCodeAt(end))) end++;
    return end;
  };

  const entryAt = (at: number, key?: Span): Entry => {
    const keyPart = key && { key };
    if (at === graft?.at) return { ...graft.entry, ...keyPart };
    const value = { start: at, end: endOf(at) };
    let members: ReadonlyMap<string, Entry> | undefined;
    return { ...keyPart, value, members: () => (members ??= membersOf(at)) };
  };

  const membersOf = (open: number): ReadonlyMap<string, Entry> => {
    const bracket = content.charCodeAt(open);
    if (bracket !== 0x7b && bracket !== 0x5b) return noMembers;
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

/** The offsets of all brackets that open, ascending, and of the places behind those that close them. */
export interface Brackets {
  readonly opens: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

/** Takes a text, and the part of it that is valid JSON; gives the brackets in that part. */
export function pairBrackets(content: string, start: number, stop = content.length): Brackets {
  const opens: number[] = [];
  const ends: number[] = [];
  const open: number[] = [];
  for (let at = start; at < stop; at++) {
    switch (content.charCodeAt(at)) {
      case 0x22:
        at = stringEnd(content, at) - 1;
        break;
      case 0x5b:
      case 0x7b:
        open.push(opens.length);
        opens.push(at);
        ends.push(content.length);
        break;
      case 0x5d:
      case 0x7d: {
        const index = open.pop();
        if (index !== undefined) ends[index] = at + 1;
        break;
      }
    }
  }
  return { opens, ends };
}

function skipSpace(content: string, from: number): number {
  let at = from;
  while (isSpace(content.charCodeAt(at))) at++;
  return at;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

function isClose(unit: number): boolean {
  return unit === 0x7d || unit === 0x5d;
}

function isDelimiter(unit: number): boolean {
  return isSpace(unit) || isClose(unit) || unit === 0x2c;
}
