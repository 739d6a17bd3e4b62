import { mergeKey } from './entry.ts';
import { plainValue } from './yaml-core.ts';
import { quotedEnd } from './yaml-scan.ts';
import { quotedText } from './yaml-usual-quoted.ts';
import {
  folded,
  isBlankOrBreak,
  isMarker,
  skipBlanks,
  toContent,
  trimmedEnd,
  unusual,
  type Reading,
} from './yaml-usual-reading.ts';

/**
 * Takes a reading at content; gives the offset of the colon if an implicit key is there (YAML 1.2.2 section 8.2.2),
 * or else -1.
 */
export function keyEnd(reading: Reading): number {
  const { content, at } = reading;
  const unit = content.charCodeAt(at);
  if (unit === 0x22 || unit === 0x27) {
    const colon = skipBlanks(content, quotedEnd(content, at));
    return isColon(content, colon) && !content.slice(at, colon).includes('\n') ? colon : -1;
  }
  // [ { | >
  if (unit === 0x5b || unit === 0x7b || unit === 0x7c || unit === 0x3e) return -1;
  const end = partEnd(reading);
  return content.charCodeAt(end) === 0x3a ? end : -1;
}

/** Takes where a key is written; gives it as a string. */
export function keyName(content: string, start: number, end: number): string {
  const unit = content.charCodeAt(start);
  if (unit === 0x22 || unit === 0x27) return quotedText(content, start, end, 0);
  return plainKey(content.slice(start, end));
}

/** What may be a whole number beyond 2^53, which a double rounds. */
const longKey = /^[-+]?\d{16}/;

/** Takes a plain scalar that is a key; gives it as a string. Merge keys are not usual. */
export function plainKey(text: string): string {
  if (text === mergeKey) unusual();
  const name = String(meaning(text));
  // A key that a double rounds is told of.
  if (text.length > 15 && text !== name && longKey.test(text)) unusual();
  return name;
}

/**
 * Takes a reading at a plain scalar (section 7.3.3) in a collection with an indentation; gives its value, and goes to
 * the content behind it.
 */
export function plainScalar(reading: Reading, holder: number): unknown {
  const { content, at: start } = reading;
  let text = nextPart(reading, partEnd(reading));
  while (reading.indent > holder) {
    const { at, breaks, commented } = reading;
    // A comment ends a scalar.
    if (commented) unusual();
    text += folded(breaks) + nextPart(reading, plainPartEnd(content, at));
  }
  reading.valueStart = start;
  return meaning(text);
}

/** What stands of a scalar on the line that the reading is on, which it leaves. */
function nextPart(reading: Reading, end: number): string {
  const { content, at: start } = reading;
  const unit = content.charCodeAt(end);
  if (unit === 0x3a) unusual();
  reading.valueEnd = trimmedEnd(content, start, end);
  const text = content.slice(start, reading.valueEnd);
  reading.at = unit === 0x0a ? end : content.indexOf('\n', end);
  toContent(reading);
  if (unit === 0x23) reading.commented = true;
  return text;
}

/** The end of the part of a plain scalar that the reading is at, which may be a key. */
function partEnd(reading: Reading): number {
  const { content, at } = reading;
  if (reading.partStart === at) return reading.partEnd;
  if (!mayBegin(content, at)) unusual();
  reading.partStart = at;
  return (reading.partEnd = plainPartEnd(content, at));
}

/** Where a part of a plain scalar ends: at its line break, a colon that separates, or a comment. */
function plainPartEnd(content: string, from: number): number {
  for (let at = from; ; at++) {
    const unit = content.charCodeAt(at);
    if (unit > 0x3a) continue;
    if (unit === 0x0a) return at;
    if (unit === 0x3a) {
      if (isBlankOrBreak(content.charCodeAt(at + 1))) return at;
    } else if (unit === 0x23) {
      if (at === from || isBlankOrBreak(content.charCodeAt(at - 1))) return at;
    }
  }
}

function isColon(content: string, at: number): boolean {
  return content.charCodeAt(at) === 0x3a && isBlankOrBreak(content.charCodeAt(at + 1));
}

/** Whether a plain scalar may begin at an offset. */
export function mayBegin(content: string, at: number): boolean {
  const unit = content.charCodeAt(at);
  // a to z, A to Z, /
  if ((unit > 0x60 && unit < 0x7b) || (unit > 0x40 && unit < 0x5b) || unit === 0x2f) return true;
  if (unit === 0x2d || unit === 0x3f || unit === 0x3a)
    return !isBlankOrBreak(content.charCodeAt(at + 1)) && !(unit === 0x2d && isMarker(content, at));
  if (unit === 0x2e) return !isMarker(content, at);
  return !'#&*!%@`,[]{}|>"\''.includes(content.charAt(at));
}

/** Takes a plain scalar; gives what it means in the core schema. What stands in every description is known at sight. */
export function meaning(text: string): unknown {
  if (!mayMean(text)) return text;
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  return smallNumber(text) ?? plainValue(text);
}

/** A number of a few digits and nothing else. */
function smallNumber(text: string): number | undefined {
  let number = 0;
  if (text.length > 9) return undefined;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return number;
}

/** Whether a plain scalar, by the units it begins with, may be anything but a string. */
function mayMean(text: string): boolean {
  const unit = text.charCodeAt(0);
  // A digit or one of `+-.` and `~`.
  if (unit < 0x3a) return unit > 0x2f || unit === 0x2b || unit === 0x2d || unit === 0x2e;
  if (unit === 0x7e) return true;
  // The letters of null, true and false, small or not.
  const letter = unit | 0x20;
  if (letter !== 0x6e && letter !== 0x74 && letter !== 0x66) return false;
  const next = text.charCodeAt(1) | 0x20;
  return text.length < 6 && next === (letter === 0x6e ? 0x75 : letter === 0x74 ? 0x72 : 0x61);
}
