import type { Entry } from './entry.ts';
import type { Limits } from './limits.ts';
import { blockScalar } from './yaml-usual-block.ts';
import { flowCollection } from './yaml-usual-flow.ts';
import { keyEnd, keyName, plainScalar } from './yaml-usual-plain.ts';
import { quotedScalar } from './yaml-usual-quoted.ts';
import { beginRow, createRows, endRow, usualEntries } from './yaml-usual-rows.ts';
import {
  addMember,
  atLineEnd,
  isBlankOrBreak,
  skipBlanks,
  toContent,
  toLineEnd,
  trimmedEnd,
  unusual,
  Unusual,
  type Reading,
} from './yaml-usual-reading.ts';

/** What may not stand in a text unless escaped (YAML 1.2.2 section 5.1), and what may in pairs only. */
const doubtful = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd]/;
const unprintable = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** What is made of a text. */
export interface UsualYaml {
  readonly value: object;
  /** Undefined where offsets into the text are none into what was read. */
  readonly entries: (() => Entry) | undefined;
}

/**
 * Takes a text in which lines end with LF or CR LF; gives the value of the YAML document in it, if it is written as
 * nearly all descriptions are: one document, whose root is a block collection (YAML 1.2.2 section 8.2), without
 * anchors, aliases, tags, directives, explicit keys, merge keys and tabs before content, and without mistakes.
 * Undefined where anything else is met, which is for a reader of all of YAML to read from its beginning.
 */
export function readUsualYaml(text: string, limits: Pick<Limits, 'depth' | 'values'>): UsualYaml | undefined {
  if (doubtful.test(text) && unprintable.test(text)) return undefined;
  const windows = text.includes('\r');
  let content = windows ? text.replaceAll('\r\n', '\n') : text;
  // Each line then ends with one.
  if (!content.endsWith('\n')) content += '\n';
  const start = content.charCodeAt(0) === 0xfeff ? 1 : 0;
  const reading: Reading = {
    content,
    at: start - 1,
    indent: -1,
    breaks: 0,
    commented: false,
    valueStart: 0,
    valueEnd: 0,
    rows: createRows(),
    partStart: -1,
    partEnd: -1,
  };
  try {
    toContent(reading);
    if (reading.indent === 0 && content.startsWith('---', reading.at)) {
      reading.at += 3;
      // A sequence begins with its dash alone.
      if (content.charCodeAt(reading.at) > 0x20) return undefined;
      toLineEnd(reading);
      toContent(reading);
    }
    if (reading.indent !== 0) return undefined;
    const value = readCollections(reading, limits);
    if (value === undefined || !isRead(reading)) return undefined;
    return { value, entries: windows ? undefined : () => usualEntries(reading) };
  } catch (error) {
    if (error instanceof Unusual || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Takes a reading at the start of a document's content; gives the collection there, undefined where there is none. */
function readCollections(reading: Reading, limits: Pick<Limits, 'depth' | 'values'>): object | undefined {
  const { content } = reading;
  let depth = 0;
  let values = 0;

  /** What begins at `at`, on a line of its own or behind a dash, if it is a collection. */
  function collection(column: number): object | undefined {
    if (isDash(content, reading.at)) return sequence(column);
    const colon = keyEnd(reading);
    return colon === -1 ? undefined : mapping(column, colon);
  }

  /** Section 8.2.1. Its first dash is at `at`. */
  function sequence(column: number): unknown[] {
    const { at: start } = reading;
    const items: unknown[] = [];
    enter();
    do {
      count(2);
      const { at } = reading;
      const row = beginRow(reading.rows, -1, -1);
      reading.at = skipBlanks(content, at + 1);
      // Behind a tab no collection may begin.
      for (let blank = at + 1; blank < reading.at; blank++) if (content.charCodeAt(blank) === 0x09) unusual();
      if (atLineEnd(reading)) {
        items.push(below(column, at + 1, false));
        // Behind an empty item, js-yaml takes those of an outer sequence for more of this one.
        const empty = reading.valueStart === at + 1;
        if (empty && reading.indent < column && isDash(content, reading.at)) unusual();
      } else {
        items.push(collection(column + reading.at - at) ?? scalar(column));
      }
      endRow(reading, row);
      if (reading.indent > column) unusual();
    } while (reading.indent === column && isDash(content, reading.at));
    reading.valueStart = start;
    depth--;
    return items;
  }

  /** Section 8.2.2. Its first key is at `at`, and the colon behind that at `colon`. */
  function mapping(column: number, colon: number): object {
    const { at: start } = reading;
    const object: Record<string, unknown> = {};
    enter();
    for (;;) {
      count(3);
      const { at } = reading;
      const end = trimmedEnd(content, at, colon);
      const row = beginRow(reading.rows, at, end);
      const key = keyName(content, at, end);
      reading.at = skipBlanks(content, colon + 1);
      addMember(object, key, atLineEnd(reading) ? below(column, colon + 1, true) : scalar(column));
      endRow(reading, row);
      if (reading.indent !== column) break;
      colon = keyEnd(reading);
      if (colon === -1) unusual();
    }
    if (reading.indent > column) unusual();
    reading.valueStart = start;
    depth--;
    return object;
  }

  /** The value that begins on a line below that of its dash or key: null, behind that, where none does. */
  function below(column: number, behind: number, ofKey: boolean): unknown {
    toContent(reading);
    const { indent } = reading;
    if (indent > column) return collection(indent) ?? scalar(column);
    if (ofKey && indent === column && isDash(content, reading.at)) return sequence(column);
    reading.valueStart = behind;
    reading.valueEnd = behind;
    return null;
  }

  /** A scalar or flow collection, whose lines are indented more than the collection that holds it. */
  function scalar(holder: number): unknown {
    const { at } = reading;
    let value: unknown;
    switch (content.charCodeAt(at)) {
      case 0x22: // "
      case 0x27: // '
        value = quotedScalar(reading, holder);
        break;
      case 0x5b: // [
      case 0x7b: // {
        value = flowCollection(reading, { holder, depth: limits.depth - depth, count });
        break;
      case 0x7c: // |
      case 0x3e: // >
        value = blockScalar(reading, holder);
        reading.valueStart = at;
        toContent(reading);
        return value;
      default:
        return plainScalar(reading, holder);
    }
    reading.valueStart = at;
    reading.valueEnd = reading.at;
    toLineEnd(reading);
    toContent(reading);
    return value;
  }

  function enter(): void {
    // The reader of all of YAML counts a scalar as one more.
    if (++depth >= limits.depth) unusual();
  }

  /** Takes how many steps at most the reader of all of YAML takes, which is what it bounds. */
  function count(steps: number): void {
    values += steps;
    if (values >= limits.values) unusual();
  }

  return collection(0);
}

function isDash(content: string, at: number): boolean {
  return content.charCodeAt(at) === 0x2d && isBlankOrBreak(content.charCodeAt(at + 1));
}

function isRead({ indent }: Reading): boolean {
  return indent === -1;
}
