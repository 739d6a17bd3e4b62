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

/** Takes a reading at a key and the offset of its colon; gives the key as a string. */
export function keyName({ content, at }: Reading, colon: number): string {
  const unit = content.charCodeAt(at);
  const end = trimmedEnd(content, at, colon);
  if (unit === 0x22 || unit === 0x27) return quotedText(content, at, end, 0);
  return plainKey(content.slice(at, end));
}

/** Takes a plain scalar that is a key; gives it as a string. Merge keys are not usual. */
export function plainKey(text: string): string {
  if (text === mergeKey) unusual();
  return mayMean(text.charCodeAt(0)) ? String(plainValue(text)) : text;
}

/**
 * Takes a reading at a plain scalar (section 7.3.3) in a collection with an indentation; gives its value, and goes to
 * the content behind it.
 */
export function plainScalar(reading: Reading, holder: number): unknown {
  const { content, at: start } = reading;
  let text = nextPart(reading, partEnd(reading));
  while (reading.indent > holder) {
    const { at, breaks } = reading;
    text += folded(breaks) + nextPart(reading, plainPartEnd(content, at));
  }
  return mayMean(content.charCodeAt(start)) ? plainValue(text) : text;
}

/** What stands of a scalar on the line that the reading is on, which it leaves. */
function nextPart(reading: Reading, end: number): string {
  const { content, at: start } = reading;
  const unit = content.charCodeAt(end);
  if (unit === 0x3a) unusual();
  const text = content.slice(start, trimmedEnd(content, start, end));
  reading.at = unit === 0x0a ? end : content.indexOf('\n', end);
  toContent(reading);
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

/** Whether a plain scalar that begins with a unit may mean anything but itself: one of `~nNtTfF+-.0123456789`. */
export function mayMean(unit: number): boolean {
  if (unit > 0x60) return unit === 0x74 || unit === 0x66 || unit === 0x6e || unit === 0x7e;
  if (unit < 0x3a) return unit > 0x2f || unit === 0x2b || unit === 0x2d || unit === 0x2e;
  return unit === 0x54 || unit === 0x46 || unit === 0x4e;
}
