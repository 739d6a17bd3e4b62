import type { Node } from '../document/document.ts';
import { isObject } from '../document/node.ts';
import { exactValue, holdsExact } from '../schema/exact.ts';
import { wholeText } from './same-value.ts';

/**
 * Takes two values that are the same as doubles; gives whether they are not as they are written: whole numbers beyond
 * 2^53, several of which round to one double.
 */
export function differsAsWritten(before: Node, after: Node): boolean {
  const [old, fresh] = [exactValue(before.value, before), exactValue(after.value, after)];
  return (holdsExact(old) || holdsExact(fresh)) && !sameExactly(old, fresh);
}

function sameExactly(one: unknown, other: unknown): boolean {
  if (typeof one === 'bigint' && typeof other === 'bigint') return one === other;
  // `1e17`, which is no whole number as it is written, is none but this.
  if (typeof one === 'bigint' || typeof other === 'bigint') return wholeOf(one) === wholeOf(other);
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => sameExactly(item, other[index]));
  if (isObject(one) && isObject(other))
    return Object.entries(one).every(([key, member]) => sameExactly(member, other[key]));
  return Object.is(one, other);
}

function wholeOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined;
}

/** Takes a node; gives its value as JSON, whole numbers beyond 2^53 as they are written. */
export function writtenText(node: Node): string {
  return textOfExact(exactValue(node.value, node));
}

function textOfExact(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (!holdsExact(value)) return wholeText(value);
  if (Array.isArray(value)) return `[${value.map(textOfExact).join(',')}]`;
  const entries = Object.entries(value as object);
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${textOfExact(member)}`).join(',')}}`;
}
