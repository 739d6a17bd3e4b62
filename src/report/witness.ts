import { pointerKeys, type Pointer } from '../document/pointer.ts';
import type { Evidence } from '../findings/finding.ts';
import { clip } from './columns.ts';
import { printable } from './printable.ts';

/** A witness in words that every format shares. Each text is one line and safe to print. */
export interface WitnessWords {
  /** What the instance shows, to be followed by it. */
  readonly opening: string;
  /** The instance as JSON, or as the text of a parameter or header. */
  readonly instance: string;
  /** Why the side that refuses it does. */
  readonly reason: string | undefined;
}

/** Takes a witness, and how many columns its instance may fill (default: all that it needs); gives it in words. */
export function describeWitness(
  { direction, instance, wire, at, before, after }: Extract<Evidence, { kind: 'witness' }>,
  columns = Infinity,
): WitnessWords {
  const refusal = direction === 'request' ? after : before;
  const reason = refusal.errors?.[0];
  return {
    opening:
      direction === 'request'
        ? 'accepted before, refused after'
        : 'can be sent after, was not possible before',
    instance: clip(printable(wire ?? focusedJson(instance, at, columns)), columns),
    reason: reason === undefined ? undefined : printable(reason),
  };
}

/**
 * Takes a payload and the place in it that matters; gives it as JSON with an ellipsis for what stands beside the
 * way there, and for what is long in it: `{"data":[{"price":"0.00", …}, …], …}`. Short payloads are given whole.
 */
export function focusedJson(instance: unknown, at: Pointer | undefined, columns: number): string {
  const whole = JSON.stringify(instance) ?? 'undefined';
  if (at === undefined || whole.length <= columns) return whole;
  const keys = pointerKeys(at);
  // Of a place that is deep, the way there is shown as far as there is room for it, from its end.
  for (let from = 0, part = instance; ; from += 1) {
    const rest = keys.slice(from);
    const before = from === 0 ? '' : hidden;
    const around = before.length + focus(part, rest, () => '').length;
    const shown = before + focus(part, rest, (value) => shortened(value, columns - around));
    if (shown.length <= columns || rest.length < 2) return shown;
    part = (part as Readonly<Record<string, unknown>> | null)?.[rest[0] ?? ''];
  }
}

/** What stands before a part of a payload that is shown without what it is in. */
const hidden = '… ';

function focus(value: unknown, keys: readonly string[], write: (value: unknown) => string): string {
  const [key, ...rest] = keys;
  if (key === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
    return write(value);
  const inner = focus((value as Readonly<Record<string, unknown>>)[key], rest, write);
  const alone = Object.keys(value).length === 1;
  if (Array.isArray(value))
    return `[${key === '0' ? '' : '…, '}${inner}${Number(key) === value.length - 1 ? '' : ', …'}]`;
  return `{${JSON.stringify(key)}:${inner}${alone ? '' : ', …'}}`;
}

/** Columns below which nothing can be told. */
const least = 12;

/** A value as JSON in so many columns, as far as it goes: a text by its beginning, an object by its names. */
function shortened(value: unknown, columns: number): string {
  const whole = JSON.stringify(value) ?? 'undefined';
  if (whole.length <= columns) return whole;
  if (typeof value === 'string') return `"${beginning(value, Math.max(least, columns) - 3)}…"`;
  if (typeof value !== 'object' || value === null) return whole;
  const isArray = Array.isArray(value);
  const members = Object.entries(value);
  // Of many items of which none fits, their number says most.
  if (isArray && members.length > 3 && members.every(([, item]) => JSON.stringify(item).length > least))
    return `[… ${members.length} items]`;
  const [open, close] = isArray ? '[]' : '{}';
  const inner = columns - 2 - ', …'.length;
  const shown: string[] = [];
  let used = 0;
  for (const [key, member] of members) {
    const name = isArray ? '' : `${JSON.stringify(key)}:`;
    const text = name + (JSON.stringify(member).length <= least ? JSON.stringify(member) : '…');
    if (used + text.length > inner && shown.length > 0) break;
    shown.push(text);
    used += text.length + 2;
  }
  return `${open}${shown.join(', ')}${shown.length < members.length ? ', …' : ''}${close}`;
}

/** The beginning of a text as it stands in JSON, in so many columns, without half an escape or half a character. */
function beginning(text: string, columns: number): string {
  let written = '';
  for (const character of text) {
    const escaped = JSON.stringify(character).slice(1, -1);
    if (written.length + escaped.length > columns) break;
    written += escaped;
  }
  return written;
}
