import { changeBetween, type Change } from './change.ts';
import type { Span } from './document.ts';
import type { Entry } from './entry.ts';
import { soundJson, soundValue, type ParsedJson, type SoundJson } from './json.ts';
import { jsonEntries } from './json-entries.ts';
import { surveyJson, type Brackets } from './json-survey.ts';
import { readCollectionTolerantly } from './json-tolerant.ts';
import type { Limits } from './limits.ts';
import { appendKey, rootPointer, type Pointer } from './pointer.ts';
import { lastAtMost } from './text.ts';

/**
 * Takes a text that was sound, and as it is now; gives what `parseJson` makes of it, having read only the collection
 * around what was changed: the values beside it are those of before. Undefined where that is not to be told so, as
 * where a bracket is missing.
 */
export function reparseJson(
  before: SoundJson,
  content: string,
  limits: Pick<Limits, 'depth' | 'values'>,
): ParsedJson | undefined {
  const { start } = before;
  const change = changeBetween(before.content, content);
  const around = collectionsAround(before.brackets, change);
  const innermost = around.at(-1);
  // Of the outermost, everything would be read.
  if (innermost === undefined || around.length === 1) return undefined;
  const { opens, ends } = before.brackets;
  const open = opens[innermost] ?? 0;
  const oldEnd = ends[innermost] ?? 0;
  const part: Span = { start: open, end: oldEnd + change.after - change.before };
  const depth = limits.depth - around.length + 1;
  const then = surveyJson(before.content, { start: open, end: oldEnd }, limits);
  const now = surveyJson(content, part, { ...limits, depth });
  const values = before.values - then.values + now.values;
  if (now.beyond !== undefined || values > limits.values) return undefined;

  const keys = keysOf(before, around);
  const value = soundValue(content.slice(part.start, part.end), now.members);
  if (value !== undefined) {
    const brackets = pairsAfter(before.brackets, innermost, change, now.brackets);
    return soundJson({
      content,
      start,
      value: withValueAt(before.value, keys, value),
      values,
      brackets,
    });
  }
  const pointer = keys.reduce<Pointer>(appendKey, rootPointer);
  const objects = around.slice(0, -1).filter((index) => content[opens[index] ?? 0] === '{').length;
  const broken = readCollectionTolerantly(content, open, { pointer, objects }, depth);
  // What follows is read as before only if the mistakes leave it where it was.
  if (broken.entry.value.end !== part.end) return undefined;
  const brackets = pairsAfter(before.brackets, innermost, change, { opens: [open], ends: [part.end] });
  return {
    value: withValueAt(before.value, keys, broken.value),
    entries: () => jsonEntries(content, start, brackets, { at: open, entry: broken.entry }),
    problems: broken.problems,
    sound: before,
  };
}

/** The indices of the brackets that open before a change and close behind it, outermost first. */
function collectionsAround({ opens, ends }: Brackets, { start, before }: Change): readonly number[] {
  const around: number[] = [];
  if (start === 0) return around;
  for (let index = lastAtMost(opens, start - 1); index >= 0; index--)
    if ((opens[index] ?? start) < start && (ends[index] ?? 0) > before) around.unshift(index);
  return around;
}

/** By which keys the innermost of collections, each in the one before it, is reached. */
function keysOf({ content, start, brackets }: SoundJson, around: readonly number[]): readonly string[] {
  const keys: string[] = [];
  let holder: Entry = jsonEntries(content, start, brackets);
  for (const index of around.slice(1))
    for (const [key, member] of holder.members())
      if (member.value.start === brackets.opens[index]) {
        keys.push(key);
        holder = member;
        break;
      }
  return keys;
}

/** The brackets after a change, which those of the collection around it take the places of. */
function pairsAfter(
  { opens, ends }: Brackets,
  innermost: number,
  { before, after }: Change,
  inside: Brackets,
): Brackets {
  const moved = after - before;
  const end = ends[innermost] ?? 0;
  const behind = lastAtMost(opens, end - 1) + 1;
  const length = innermost + inside.opens.length + opens.length - behind;
  const newOpens = new Uint32Array(length);
  const newEnds = new Uint32Array(length);
  for (let index = 0; index < innermost; index++) {
    const closes = ends[index] ?? 0;
    newOpens[index] = opens[index] ?? 0;
    newEnds[index] = closes > before ? closes + moved : closes;
  }
  newOpens.set(inside.opens, innermost);
  newEnds.set(inside.ends, innermost);
  const shift = innermost + inside.opens.length - behind;
  for (let index = behind; index < opens.length; index++) {
    newOpens[index + shift] = (opens[index] ?? 0) + moved;
    newEnds[index + shift] = (ends[index] ?? 0) + moved;
  }
  return { opens: newOpens, ends: newEnds };
}

/** A value with another one at the end of a path. What is beside the path is shared with the one that is given. */
function withValueAt(value: unknown, keys: readonly string[], replacement: unknown, from = 0): unknown {
  const key = keys[from];
  if (key === undefined || typeof value !== 'object' || value === null) return replacement;
  const copy: object = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  const member: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  // Defined, not assigned, as a key may be `__proto__`.
  Object.defineProperty(copy, key, {
    value: withValueAt(member, keys, replacement, from + 1),
    writable: true,
    enumerable: true,
    configurable: true,
  });
  return copy;
}
