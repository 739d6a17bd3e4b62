import type { Document, Node, Span } from './document.ts';
import type { Writing } from './edit-scalar.ts';
import { isObject } from './node.ts';
import { appendKey, parentPointer, pointerKeys, rootPointer, type Pointer } from './pointer.ts';

/** Where a member of an object, or an item of an array, is written. */
export interface EditPlace {
  readonly document: Document;
  readonly text: string;
  readonly pointer: Pointer;
  readonly value: Span;
  readonly key: Span | undefined;
  /** From the key, or from the dash of a block sequence, or the item itself, to the end of the value. */
  readonly whole: Span;
  readonly writing: Writing;
  /** The member or item before this one, and the one behind it. */
  readonly previous: Sibling | undefined;
  readonly next: Sibling | undefined;
  /** Where the collection begins: of a flow collection, its bracket. */
  readonly open: number;
}

/** A member or item of the same collection, this one included, in the order written. */
export interface Sibling {
  readonly name: string;
  readonly whole: Span;
  readonly key: Span | undefined;
  readonly value: Span;
}

/**
 * Takes a node; gives where it is written as a member or item. Undefined where a change of the text would change more
 * than it (an alias, an anchor, a merge key), for a root, and where the syntax is out of the ordinary.
 */
export function placeOf({ document, pointer }: Node): EditPlace | undefined {
  const parent = parentPointer(pointer);
  if (parent === undefined || !document.sound || !isDirect(document, pointer)) return undefined;
  const writing = writingOf(document, parent);
  const siblings = siblingsOf(document, parent, writing);
  const index = siblings?.indexes.get(pointer);
  const own = index === undefined ? undefined : siblings?.list[index];
  if (siblings === undefined || index === undefined || own === undefined) return undefined;
  const { whole, key, value } = own;
  const open = document.span(parent).start;
  const previous = siblings.list[index - 1];
  const next = siblings.list[index + 1];
  return { document, text: document.text, pointer, value, key, whole, writing, previous, next, open };
}

/** Takes a collection's node; gives its members or items as they are written; undefined as `placeOf`. */
export function membersOf({ document, pointer }: Node): readonly Sibling[] | undefined {
  if (!document.sound || !isDirect(document, pointer)) return undefined;
  return siblingsOf(document, pointer, writingOf(document, pointer))?.list;
}

/** Takes a document and the pointer of a collection in it; gives how the collection is written. */
export function writingOf(document: Document, pointer: Pointer): Writing {
  const { text } = document;
  const { quote, compact } = habits(document);
  if (document.format === 'json') return { style: 'json', quote: '"', compact };
  const first = text.charAt(document.span(pointer).start);
  return { style: first === '{' || first === '[' ? 'flow' : 'block', quote, compact: false };
}

/** What holds for the whole of a text. */
interface Habits {
  readonly quote: '"' | "'";
  readonly compact: boolean;
  readonly anchors: boolean;
  /** Whether blank lines may belong to a scalar (`|+`). */
  readonly keeps: boolean;
  /** By the pointer of their collection: a list may have a hundred thousand items that are all to be mended. */
  readonly siblings: Map<Pointer, Siblings | undefined>;
}

interface Siblings {
  /** In the order written. */
  readonly list: readonly Sibling[];
  readonly indexes: ReadonlyMap<Pointer, number>;
}

const known = new WeakMap<Document, Habits>();

/** Whether blank lines of a document may belong to a scalar, so that lines cannot be moved around them. */
export function keepsBlankLines(document: Document): boolean {
  return habits(document).keeps;
}

/** The quotes that a text mostly uses for values; single ones, which mean what they show, where it is neither. */
function prevailingQuote(text: string): '"' | "'" {
  let double = 0;
  for (const [, quote] of text.slice(0, 100_000).matchAll(/[:\-[{,] +(["'])/g))
    double += quote === '"' ? 1 : -1;
  return double > 0 ? '"' : "'";
}

function habits(document: Document): Habits {
  const found = known.get(document);
  if (found !== undefined) return found;
  const { text, format } = document;
  const made: Habits = {
    keeps: /[|>][1-9]?\+/.test(text),
    siblings: new Map(),
    quote: prevailingQuote(text),
    compact: format === 'json' && !/[:,][ \t\r\n]/.test(text.slice(0, 2_000)),
    anchors: format === 'yaml' && /(?:^|[\s,[{])&[^\s,[\]{}]|<</.test(text),
  };
  known.set(document, made);
  return made;
}

/** Whether a pointer passes through no alias, no merge key and nothing that an alias may repeat. */
function isDirect(document: Document, pointer: Pointer): boolean {
  if (!habits(document).anchors) return true;
  let at = rootPointer;
  let outer = document.span(at);
  if (outer.start > 0 && hasProperties(document.text.slice(0, outer.start))) return false;
  for (const key of pointerKeys(pointer)) {
    const inner = appendKey(at, key);
    const place = document.span(inner);
    const name = document.span(inner, 'key');
    const from = name.start === place.start ? before(document, at, Number(key), outer) : name.end;
    const inside = Math.min(name.start, place.start) >= outer.start && place.end <= outer.end;
    if (!inside || from > place.start || hasProperties(document.text.slice(from, place.start))) return false;
    if (document.text.charAt(place.start) === '*') return false;
    at = inner;
    outer = place;
  }
  return true;
}

/** Where the item before ends, or the array begins. */
function before(document: Document, array: Pointer, index: number, outer: Span): number {
  return index > 0 ? document.span(appendKey(array, index - 1)).end : outer.start;
}

/** Whether an anchor, a tag or a merge key may be in the text between a key and its value. */
function hasProperties(gap: string): boolean {
  return /(?:^|[\s,[{-])[&!]\S|<</.test(gap);
}

function siblingsOf(document: Document, parent: Pointer, writing: Writing): Siblings | undefined {
  const { siblings } = habits(document);
  if (!siblings.has(parent)) siblings.set(parent, findSiblings(document, parent, writing));
  return siblings.get(parent);
}

function findSiblings(document: Document, parent: Pointer, writing: Writing): Siblings | undefined {
  const { text } = document;
  const value = valueAt(document, parent);
  const names = Array.isArray(value)
    ? value.map((_, index) => String(index))
    : isObject(value)
      ? Object.keys(value)
      : undefined;
  if (names === undefined) return undefined;
  const block = writing.style === 'block';
  const found: (Sibling & { readonly start: number })[] = [];
  for (const name of names) {
    const pointer = appendKey(parent, name);
    const key = Array.isArray(value) ? undefined : document.span(pointer, 'key');
    const start =
      key?.start ?? (block ? dashBefore(text, document.span(pointer).start) : document.span(pointer).start);
    if (start === undefined) return undefined;
    found.push(sibling(document, pointer, name, start, key));
  }
  const list = found.sort((a, b) => a.start - b.start);
  return { list, indexes: new Map(list.map(({ name }, index) => [appendKey(parent, name), index])) };
}

/** Where a value ends is looked for when somebody asks: it may be a large one, and has siblings that nobody asks of. */
function sibling(
  document: Document,
  pointer: Pointer,
  name: string,
  start: number,
  key: Span | undefined,
): Sibling & { readonly start: number } {
  let value: Span | undefined;
  return {
    name,
    key,
    start,
    get value() {
      return (value ??= document.span(pointer));
    },
    get whole() {
      return { start, end: Math.max(this.value.end, key?.end ?? 0) };
    },
  };
}

function dashBefore(text: string, start: number): number | undefined {
  let at = start - 1;
  while (at >= 0 && /\s/.test(text.charAt(at))) at--;
  return text.charAt(at) === '-' ? at : undefined;
}

function valueAt(document: Document, pointer: Pointer): unknown {
  let value = document.value;
  for (const key of pointerKeys(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
