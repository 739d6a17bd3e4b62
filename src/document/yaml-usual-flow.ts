import { mayBegin, meaning, plainKey } from './yaml-usual-plain.ts';
import { quotedScalar } from './yaml-usual-quoted.ts';
import { beginRow, endRow } from './yaml-usual-rows.ts';
import {
  addMember,
  atLineEnd,
  isBlankOrBreak,
  skipBlanks,
  toContent,
  trimmedEnd,
  unusual,
  type Reading,
} from './yaml-usual-reading.ts';

/** What a flow collection stands in, and how deep collections in it may go. */
export interface Around {
  /** The indentation of the block collection, which all of its lines go beyond. */
  readonly holder: number;
  readonly depth: number;
  /** Takes how many steps reading a value takes. */
  readonly count: (steps: number) => void;
}

/**
 * Takes a reading at the bracket of a flow collection (YAML 1.2.2 section 7.4); gives its value, and goes behind it.
 * Usual are scalars on one line, pairs in mappings only, and no key or value left out.
 */
export function flowCollection(reading: Reading, around: Around): object {
  const { content } = reading;
  const { holder, count } = around;

  function collection(depth: number): object {
    if (depth <= 1) unusual();
    const list = content.charCodeAt(reading.at) === 0x5b;
    const close = list ? 0x5d : 0x7d;
    const items: unknown[] = [];
    const object: Record<string, unknown> = {};
    reading.at++;
    for (let unit = toToken(); unit !== close;) {
      count(2);
      if (list) item(items, unit, depth);
      else pair(object, unit, depth);
      unit = toToken();
      if (unit === 0x2c) {
        reading.at++;
        unit = toToken();
      } else if (unit !== close) {
        unusual();
      }
    }
    reading.at++;
    return list ? items : object;
  }

  function item(items: unknown[], unit: number, depth: number): void {
    const row = beginRow(reading.rows, -1, -1);
    items.push(node(unit, depth));
    endRow(reading, row);
  }

  /** An implicit key, whose colon stands on its line, and its value. */
  function pair(object: Record<string, unknown>, unit: number, depth: number): void {
    const { at } = reading;
    let key: string;
    let end: number;
    if (isQuote(unit)) {
      key = quotedScalar(reading, holder);
      if (content.slice(at, reading.at).includes('\n')) unusual();
      end = reading.at;
      reading.at = skipBlanks(content, end);
    } else {
      const text = plain();
      key = plainKey(text);
      end = at + text.length;
    }
    if (content.charCodeAt(reading.at) !== 0x3a) unusual();
    reading.at++;
    const row = beginRow(reading.rows, at, end);
    addMember(object, key, node(toToken(), depth));
    endRow(reading, row);
  }

  function node(unit: number, depth: number): unknown {
    const { at } = reading;
    let value: unknown;
    let end: number | undefined;
    if (unit === 0x5b || unit === 0x7b) {
      value = collection(depth - 1);
    } else if (isQuote(unit)) {
      value = quotedScalar(reading, holder);
    } else {
      const text = plain();
      value = meaning(text);
      end = at + text.length;
    }
    reading.valueStart = at;
    reading.valueEnd = end ?? reading.at;
    return value;
  }

  /** A plain scalar, which goes up to an indicator or the end of the line. */
  function plain(): string {
    const { at } = reading;
    if (!mayBegin(content, at) || isIndicator(content, at)) unusual();
    const end = flowPartEnd(content, at);
    reading.at = end;
    const text = content.slice(at, trimmedEnd(content, at, end));
    // A quote that begins a word may be meant as one.
    if (/[ \t:]["']/.test(text)) unusual();
    return text;
  }

  /** Goes to the next token; gives the unit that it begins with. */
  function toToken(): number {
    reading.at = skipBlanks(content, reading.at);
    if (!atLineEnd(reading)) return content.charCodeAt(reading.at);
    toContent(reading);
    const unit = content.charCodeAt(reading.at);
    // Many write the bracket that closes below the key.
    if (reading.indent <= holder && unit !== 0x5d && unit !== 0x7d) unusual();
    return unit;
  }

  return collection(around.depth);
}

/** Where a plain scalar in a flow collection ends on its line (section 7.3.3). */
function flowPartEnd(content: string, from: number): number {
  for (let at = from; ; at++) {
    const unit = content.charCodeAt(at);
    if (unit === 0x0a || isFlowIndicator(unit)) return at;
    const next = content.charCodeAt(at + 1);
    if (unit === 0x3a && (isBlankOrBreak(next) || isFlowIndicator(next))) return at;
    if (next === 0x23 && isBlankOrBreak(unit)) return at;
  }
}

/** Whether a unit is one of `,[]{}`. */
function isFlowIndicator(unit: number): boolean {
  return unit === 0x2c || unit === 0x5b || unit === 0x5d || unit === 0x7b || unit === 0x7d;
}

/** Whether one of `-?:` stands in front of an indicator: it then begins no scalar. */
function isIndicator(content: string, at: number): boolean {
  const unit = content.charCodeAt(at);
  return (unit === 0x2d || unit === 0x3f || unit === 0x3a) && isFlowIndicator(content.charCodeAt(at + 1));
}

function isQuote(unit: number): boolean {
  return unit === 0x22 || unit === 0x27;
}
