import type { Node } from './document.ts';
import { insertIntoBlock, leadOf, nestInBlock, removeFromBlock } from './edit-block.ts';
import { insertIntoFlow, removeFromFlow } from './edit-flow.ts';
import { membersOf, placeOf, writingOf, type EditPlace } from './edit-place.ts';
import { isPlain, memberText, quoted, stringText, valueText } from './edit-scalar.ts';
import { breakStyle, type TextEdit } from './edit-text.ts';
import { holderOf, isObject } from './node.ts';

/**
 * Edits of a document's text that change one thing in its value and leave every other byte alone. Each function gives
 * undefined where that cannot be done for certain: behind aliases, anchors and merge keys, in a text with mistakes,
 * and where the syntax is out of the ordinary.
 */
export type Edits = readonly TextEdit[] | undefined;

/** Takes a member and another key; gives the edits that rename it, in the quotes that it has. */
export function renameKey(node: Node, key: string): Edits {
  const place = placeOf(node);
  if (place?.key === undefined || isTaken(node, key)) return undefined;
  const written = place.text.slice(place.key.start, place.key.end);
  const quote = quoteOf(written);
  if (!isOneLine(written) || (quote === undefined && !isSimpleKey(place))) return undefined;
  return edit(place, place.key, stringText(key, place.writing, quote));
}

/** Takes a value that stands on one line and plain data; gives the edits that write that in its place. */
export function replaceValue(node: Node, value: unknown): Edits {
  const place = placeOf(node);
  if (place === undefined) return undefined;
  const written = place.text.slice(place.value.start, place.value.end);
  if (!isReplaceable(place, written, node.value)) return undefined;
  const text =
    typeof value === 'string'
      ? stringText(value, place.writing, quoteOf(written))
      : valueText(value, place.writing);
  return edit(place, place.value, text);
}

/** Takes a number or a boolean; gives the edits that make a string of it, as it is written: `1.10` becomes `'1.10'`. */
export function quoteValue(node: Node): Edits {
  const place = placeOf(node);
  if (place === undefined) return undefined;
  const written = place.text.slice(place.value.start, place.value.end);
  if (!isReplaceable(place, written, node.value) || !/^[-+.\w]+$/.test(written)) return undefined;
  return edit(place, place.value, quoted(written, place.writing.quote));
}

/** Takes a member whose key is written as a number or a word; gives the edits that put the key in quotes. */
export function quoteKey(node: Node): Edits {
  const place = placeOf(node);
  if (place?.key === undefined) return undefined;
  const written = place.text.slice(place.key.start, place.key.end);
  if (!/^[-+.\w]+$/.test(written)) return undefined;
  return edit(place, place.key, quoted(written, place.writing.quote));
}

/** Takes a member or an item; gives the edits that take it out, with the comment on its line. */
export function removeNode(node: Node): Edits {
  const place = placeOf(node);
  if (place === undefined) return undefined;
  const changes = place.writing.style === 'block' ? removeFromBlock(place) : removeFromFlow(place);
  return changes?.map((change) => ({ uri: place.document.uri, ...change }));
}

/** Takes an object, a key that it has not got and plain data; gives the edits that add the member beside another one. */
export function insertMember(
  holder: Node,
  key: string,
  value: unknown,
  beside: string,
  where: 'after' | 'before' = 'after',
): Edits {
  const { document, pointer } = holder;
  if (!isObject(holder.value) || Object.hasOwn(holder.value, key)) return undefined;
  const siblings = membersOf(holder);
  const sibling = siblings?.find(({ name }) => name === beside);
  if (sibling === undefined) return undefined;
  const writing = writingOf(document, pointer);
  const written = memberText(key, value, writing);
  return insert(holder, sibling, where, written);
}

/** Takes an array with items and plain data; gives the edits that add it at the end. */
export function appendItem(list: Node, value: unknown): Edits {
  const last = membersOf(list)?.at(-1);
  if (!Array.isArray(list.value) || last === undefined) return undefined;
  const writing = writingOf(list.document, list.pointer);
  const written = valueText(value, writing);
  return insert(list, last, 'after', writing.style === 'block' ? `- ${written}` : written);
}

/** Takes a member and two keys, such as `$ref` and `allOf`; gives the edits that make it the only item of a list. */
export function wrapInList(node: Node, key: string): Edits {
  const place = placeOf(node);
  if (place?.key === undefined || isTaken(node, key)) return undefined;
  const { text, writing, whole } = place;
  if (writing.style === 'block') {
    const lead = leadOf(text, whole.start);
    if (lead === undefined || !isOneLine(text.slice(whole.start, whole.end))) return undefined;
    const opening = `${key}:${breakStyle(text, whole.start)}${lead.indent}  - `;
    return edit(place, { start: whole.start, end: whole.start }, opening);
  }
  const gap = writing.compact ? '' : ' ';
  const name = stringText(key, writing);
  return [
    ...(edit(
      place,
      { start: whole.start, end: whole.start },
      `${name}:${writing.style === 'json' && writing.compact ? '' : ' '}[{${gap}`,
    ) ?? []),
    ...(edit(place, { start: whole.end, end: whole.end }, `${gap}}]`) ?? []),
  ];
}

/** Takes an object, keys of members that stand together in it, and a new key; gives the edits that put them under it. */
export function nestMembers(holder: Node, keys: readonly string[], under: string): Edits {
  const { document, pointer } = holder;
  const siblings = membersOf(holder);
  if (!isObject(holder.value) || siblings === undefined || Object.hasOwn(holder.value, under))
    return undefined;
  const members = siblings.filter(({ name }) => keys.includes(name));
  const first = members[0];
  const last = members.at(-1);
  if (first === undefined || last === undefined || members.length !== keys.length) return undefined;
  const writing = writingOf(document, pointer);
  if (writing.style === 'block')
    return nestInBlock(document.text, members, siblings, under)?.map((change) => ({
      uri: document.uri,
      ...change,
    }));
  const at = siblings.indexOf(first);
  if (members.some((member, index) => siblings[at + index] !== member)) return undefined;
  // Over several lines the indentation would be wrong.
  if (!isOneLine(document.text.slice(first.whole.start, last.whole.end))) return undefined;
  const gap = writing.compact ? '' : ' ';
  const { uri } = document;
  const { start } = first.whole;
  const { end } = last.whole;
  return [
    { uri, start, end: start, text: `${stringText(under, writing)}:${gap}{${gap}` },
    { uri, start: end, end, text: `${gap}}` },
  ];
}

function insert(
  { document, pointer }: Node,
  sibling: Parameters<typeof insertIntoBlock>[1],
  where: 'after' | 'before',
  written: string,
): Edits {
  const { text, uri } = document;
  const { style, compact } = writingOf(document, pointer);
  const changes =
    style === 'block'
      ? insertIntoBlock(document, sibling, where, written)
      : insertIntoFlow(text, sibling, where, written, compact);
  return changes?.map((change) => ({ uri, ...change }));
}

function edit({ document }: EditPlace, span: { start: number; end: number }, text: string): Edits {
  return [{ uri: document.uri, start: span.start, end: span.end, text }];
}

/** Whether the object that a member is in has another of a name. */
function isTaken(member: Node, name: string): boolean {
  const holder = holderOf(member);
  return isObject(holder?.value) && Object.hasOwn(holder.value, name);
}

function quoteOf(written: string): string | undefined {
  const first = written.charAt(0);
  return first === '"' || first === "'" ? first : undefined;
}

/** Whether a value is a scalar or a flow collection on one line, which text can take the place of. */
function isReplaceable({ text, key, value, writing }: EditPlace, written: string, read: unknown): boolean {
  if (written === '' || !isOneLine(written)) return false;
  if (writing.style === 'json') return true;
  if (typeof read === 'object' && read !== null ? !/^[{[]/.test(written) : /^[|>*&!]/.test(written))
    return false;
  const gap = text.slice(key?.end ?? value.start, value.start);
  return /^\s*:?\s*$/.test(gap);
}

/** Whether a plain key is one that its text alone makes. */
function isSimpleKey({ text, key, writing }: EditPlace): boolean {
  if (key === undefined) return false;
  const written = text.slice(key.start, key.end);
  const numeric = /^[\w.]+$/.test(written);
  const behind = text.slice(key.end, key.end + 1);
  return behind === ':' && (numeric || isPlain(written, writing.style === 'flow'));
}

function isOneLine(text: string): boolean {
  return !/[\r\n]/.test(text);
}
