import type { Rows } from './yaml-usual-rows.ts';

/** Where a reader of usual YAML is in its text, each line of which ends with LF. */
export interface Reading {
  readonly content: string;
  /** The offset of what is read next. */
  at: number;
  /** Of the line that `toContent` came to: its indentation (YAML 1.2.2 section 6.1), -1 behind the last. */
  indent: number;
  /** How many line breaks were passed on the way there, and whether a comment. */
  breaks: number;
  commented: boolean;
  /** Where the value that was read last is written. */
  valueStart: number;
  valueEnd: number;
  readonly rows: Rows;
  /** Where a part of a plain scalar was last looked for, and where that ends. */
  partStart: number;
  partEnd: number;
}

/** That something is met which is for a reader of all of YAML. */
export class Unusual extends Error {}

/** Ends the reading. */
export function unusual(): never {
  throw new Unusual('this is not usual YAML');
}

/** Adds a member to a mapping: keys that are given twice are a mistake, and `__proto__` is nobody's. */
export function addMember(object: Record<string, unknown>, key: string, value: unknown): void {
  if (Object.hasOwn(object, key) || key === '__proto__') unusual();
  object[key] = value;
}

/** Takes a reading at a line break; goes to the next content, past blank lines and comments (section 6.7). */
export function toContent(reading: Reading): void {
  const { content } = reading;
  let { at } = reading;
  reading.breaks = 0;
  reading.commented = false;
  for (;;) {
    const start = ++at;
    let unit = content.charCodeAt(at);
    while (unit === 0x20) unit = content.charCodeAt(++at);
    reading.breaks++;
    if (unit === 0x0a) continue;
    if (unit !== 0x23) {
      if (unit === 0x09) unusual();
      reading.indent = at < content.length ? at - start : -1;
      reading.at = at;
      return;
    }
    reading.commented = true;
    at = content.indexOf('\n', at);
  }
}

/** Takes a reading behind a token; goes to the end of the line, on which no more than a comment may stand. */
export function toLineEnd(reading: Pick<Reading, 'content' | 'at'>): void {
  const { content, at } = reading;
  const end = skipBlanks(content, at);
  const unit = content.charCodeAt(end);
  if (unit === 0x0a) reading.at = end;
  else if (unit === 0x23 && end > at) reading.at = content.indexOf('\n', end);
  else unusual();
}

/** Takes a reading behind blanks; whether no more than a comment stands on the line, whose end it then goes to. */
export function atLineEnd(reading: Reading): boolean {
  const { content, at } = reading;
  const unit = content.charCodeAt(at);
  if (unit === 0x0a) return true;
  if (unit !== 0x23 || !isBlank(content.charCodeAt(at - 1))) return false;
  reading.at = content.indexOf('\n', at);
  return true;
}

/** The offset of the first unit from `from` on that is neither space nor tab. */
export function skipBlanks(content: string, from: number): number {
  let at = from;
  while (isBlank(content.charCodeAt(at))) at++;
  return at;
}

/** Whether a unit is a space, a tab or a line break. */
export function isBlankOrBreak(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x09;
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09;
}

/** The end of what stands between two offsets, before the blanks that end it. */
export function trimmedEnd(content: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(content.charCodeAt(at - 1))) at--;
  return at;
}

/** Whether a marker of documents stands at an offset (section 9.1.2), if a line begins there. */
export function isMarker(content: string, at: number): boolean {
  return (
    (content.startsWith('---', at) || content.startsWith('...', at)) &&
    isBlankOrBreak(content.charCodeAt(at + 3))
  );
}

/** Line breaks between parts of a scalar, folded (section 6.5): one is a space, of more all but the first stay. */
export function folded(breaks: number): string {
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
}
