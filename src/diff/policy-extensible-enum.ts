import type { Node } from '../document/document.ts';
import { child, items } from '../document/node.ts';
import type { Part } from './check.ts';
import { wholeText } from './same-value.ts';

/** How the values of an `x-extensible-enum` changed: the keyword in both versions, and the values of one alone. */
export interface ExtensibleEnumChange {
  readonly before: Node;
  readonly after: Node;
  readonly gone: readonly Node[];
  readonly come: readonly Node[];
}

/** Takes an object that both versions have; gives how its known values changed, undefined where it lists none. */
export function extensibleEnumChange({ kind, before, after }: Part): ExtensibleEnumChange | undefined {
  if (kind !== 'schema') return undefined;
  const old = listOf(before);
  const fresh = listOf(after);
  if (!old || !fresh) return undefined;
  return { before: old, after: fresh, gone: without(old, fresh), come: without(fresh, old) };
}

/** Takes values; gives them as JSON, with commas between. */
export function valuesText(values: readonly Node[]): string {
  return values.map(({ value }) => wholeText(value)).join(', ');
}

function listOf(schema: Node): Node | undefined {
  const list = child(schema, 'x-extensible-enum');
  return Array.isArray(list?.value) ? list : undefined;
}

function without(list: Node, other: Node): Node[] {
  const known = new Set(items(other).map(({ value }) => wholeText(value)));
  return items(list).filter(({ value }) => !known.has(wholeText(value)));
}
