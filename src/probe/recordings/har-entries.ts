import type { Position } from '../../document/document.ts';
import type { TextChunk } from '../../document/text-stream.ts';
import { raise } from '../../document/limits.ts';
import { advance, type Batch, type Piece, type StreamFault } from './pieces.ts';

/** Where in `{"log": {"entries": [ENTRY, …]}}` an entry stands. */
const entryDepth = 3;

/**
 * Takes the text of an HTTP Archive as it is read; gives the texts of its `log.entries`. What stands around them is
 * gone over, not kept. A text that ends too early gives what is whole in it.
 */
export async function* cutEntries(chunks: AsyncIterable<TextChunk>, longest: number): AsyncGenerator<Batch> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** The key that was read last, at each depth; text is gathered only where one may be. */
  const keys = ['', '', ''];
  let key: string | undefined;
  let keyNext = false;
  let found = false;
  let seen = false;

  /** The entry at hand: its text so far, where it began. */
  let entry: string[] | undefined;
  let entryLength = 0;
  let entryStart: Position = { line: 1, column: 1 };
  let scalar = false;
  let index = 0;
  let lossy = false;
  let place: Position = { line: 1, column: 1 };
  let pieces: Piece[] = [];
  let faults: StreamFault[] = [];

  const inEntries = (): boolean => found && depth === entryDepth;
  const closeEntry = (tail: string): void => {
    const text = entry?.length === 0 ? tail : (entry ?? []).join('') + tail;
    if (entryLength + tail.length <= longest) pieces.push({ text, index, start: entryStart, lossy });
    else
      faults.push({
        problem: `this entry has more than ${longest} characters${raise('exchangeBytes')}`,
        at: entryStart,
      });
    index += 1;
    entry = undefined;
    scalar = false;
  };

  for await (const chunk of chunks) {
    const { text } = chunk;
    lossy = chunk.lossy || (entry !== undefined && lossy);
    let counted = 0;
    let from = 0;
    const begin = (at: number): void => {
      place = advance(place, text.slice(counted, at));
      counted = at;
      entryStart = place;
      entry = [];
      entryLength = 0;
      from = at;
    };
    let at = 0;
    while (at < text.length) {
      if (inString) {
        const close = stringEnd(text, at, escaped);
        if (close === -1) {
          escaped = endsEscaped(text, at, escaped);
          if (key !== undefined) key = (key + text.slice(at)).slice(0, 100);
          break;
        }
        if (key !== undefined) {
          keys[depth] = key + text.slice(at, close);
          key = undefined;
        }
        inString = false;
        escaped = false;
        at = close + 1;
        continue;
      }
      const unit = text.charCodeAt(at);
      if (unit === 0x22) {
        if (inEntries() && entry === undefined) {
          begin(at);
          scalar = true;
        }
        if (keyNext && depth < entryDepth) key = '';
        keyNext = false;
        inString = true;
      } else if (unit === 0x7b || unit === 0x5b) {
        if (inEntries() && entry === undefined) begin(at);
        depth += 1;
        keyNext = unit === 0x7b;
        if (depth === entryDepth && unit === 0x5b && !found) {
          found = keys[1] === 'log' && keys[2] === 'entries';
          seen ||= found;
        }
      } else if (unit === 0x7d || unit === 0x5d) {
        if (scalar && inEntries()) closeEntry(text.slice(from, at));
        if (inEntries() && unit === 0x5d) {
          found = false;
          keys[2] = '';
        }
        depth -= 1;
        if (entry !== undefined && inEntries()) closeEntry(text.slice(from, at + 1));
      } else if (unit === 0x2c) {
        if (scalar && inEntries()) closeEntry(text.slice(from, at));
        keyNext = depth < entryDepth;
      } else if (unit > 0x20 && inEntries() && entry === undefined) {
        begin(at);
        scalar = true;
      }
      at += 1;
    }
    if (entry !== undefined) {
      if (entryLength <= longest) entry.push(text.slice(from));
      else entry = [];
      entryLength += text.length - from;
    }
    place = advance(place, text.slice(counted));
    yield { pieces, faults };
    pieces = [];
    faults = [];
  }
  if (depth > 0 || inString) {
    const told = entry === undefined ? place : entryStart;
    const what =
      entry !== undefined ? 'within this entry, which is not judged' : seen ? 'here' : 'before its entries';
    yield { pieces: [], faults: [{ problem: `the archive is cut off ${what}`, at: told }] };
  } else if (!seen) {
    yield {
      pieces: [],
      faults: [{ problem: 'this archive has no log.entries', at: { line: 1, column: 1 } }],
    };
  }
}

/** The offset of the quote that closes a string which is open at an offset, -1 where it is not in the text. */
function stringEnd(text: string, from: number, escaped: boolean): number {
  let start = escaped ? from + 1 : from;
  for (;;) {
    const at = text.indexOf('"', start);
    if (at === -1) return -1;
    let slashes = 0;
    while (at - 1 - slashes >= start && text.charCodeAt(at - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return at;
    start = at + 1;
  }
}

/** Whether the first unit of what follows an open string is escaped. */
function endsEscaped(text: string, from: number, escaped: boolean): boolean {
  const start = escaped ? from + 1 : from;
  let slashes = 0;
  while (text.length - 1 - slashes >= start && text.charCodeAt(text.length - 1 - slashes) === 0x5c)
    slashes += 1;
  return slashes % 2 === 1;
}
