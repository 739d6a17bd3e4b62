import type { Document, Node } from '../document/document.ts';
import { rootNode } from '../document/node.ts';
import { parseText } from '../document/parse.ts';
import { appendKey, type Pointer } from '../document/pointer.ts';
import { unfoldsBeyond } from '../document/unfolded-size.ts';

/**
 * Whole numbers beyond 2^53, which a double rounds, are bigints where a value is judged: those of a recording, and the
 * limits that they are held against. A value that has any is marked, since what Ajv compiles knows nothing of them.
 */
const marked = new WeakSet<object>();
const suspicious = new WeakMap<Document, boolean>();
/** What may be such a number: digits within quotes are none. */
const longNumber = /(?:^|[:,[\s])[-+]?\d{16}/;
/** A value with more parts, each as often as an alias stands for it, is left as it is. */
const mostParts = 1_000_000;
/** Longer ones are left as they are: a number of a million digits takes minutes to read. */
const wholeNumber = /^[-+]?\d{16,400}$/;

/** Takes a value; gives whether a bigint is in it. Right for what the functions here made, and for what they marked. */
export function holdsExact(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? marked.has(value) : typeof value === 'bigint';
}

/** Takes a value put together of parts that may hold bigints; gives it, marked if they do. */
export function markExact<T extends object>(value: T): T {
  if (Object.values(value).some(holdsExact)) marked.add(value);
  return value;
}

/** Takes a value and the node that it is written at; gives it with whole numbers beyond 2^53 as they are written. */
export function exactValue(value: unknown, node: Node): unknown {
  // Most limits and lists of values are seen at a glance to need no look into the text.
  if (isPlain(value) || (Array.isArray(value) && value.every(isPlain))) return value;
  const { document } = node;
  let found = suspicious.get(document);
  if (found === undefined) suspicious.set(document, (found = longNumber.test(document.text)));
  return found && !unfoldsBeyond(value, mostParts) ? exactPart(value, document, node.pointer) : value;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number' ? !isRounded(value) : typeof value !== 'object' || value === null;
}

/** Whether a double may stand for another whole number than was written. */
export function isRounded(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

function exactPart(value: unknown, document: Document, pointer: Pointer): unknown {
  if (typeof value === 'number') {
    if (!isRounded(value)) return value;
    const { start, end } = document.span(pointer);
    const text = document.text.slice(start, end);
    return wholeNumber.test(text) && Number(text) === value ? BigInt(text.replace('+', '')) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, part]) => [key, exactPart(part, document, appendKey(pointer, key))] as const,
  );
  if (!entries.some(([, part]) => holdsExact(part))) return value;
  return markExact(Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries));
}

/** Takes a text; gives whether there may be a whole number in it that a double rounds. */
export function mayHoldExact(text: string): boolean {
  return longNumber.test(text);
}

/** As `exactValue`, of a text in JSON. */
export function exactJson(value: unknown, text: string): unknown {
  if (!mayHoldExact(text)) return value;
  const { document } = parseText('', text, 'json');
  return exactValue(document.value, rootNode(document));
}

/** Takes the text of a whole number; gives the number, exactly. */
export function exactInteger(text: string): number | bigint {
  const value = Number(text);
  return !Number.isSafeInteger(value) && wholeNumber.test(text) ? BigInt(text) : value;
}

/** Takes a value; gives it with its bigints rounded, as every value is that nobody read exactly. */
export function rounded(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (!holdsExact(value)) return value;
  if (Array.isArray(value)) return value.map(rounded);
  return Object.fromEntries(Object.entries(value as object).map(([key, part]) => [key, rounded(part)]));
}
