import type { Node } from '../document/document.ts';
import { appendItem, insertMember, removeNode, renameKey, replaceValue } from '../document/edit.ts';
import { child, holderOf, items } from '../document/node.ts';
import { pointerKeys } from '../document/pointer.ts';
import type { Fix } from '../findings/finding.ts';
import { safeFix } from './mend.ts';

/**
 * Takes `exclusiveMinimum` or `exclusiveMaximum`, which say in 3.0 how to read another keyword and are bounds themselves
 * in 3.1, and whether a flag or a number belongs there; gives how to write it so, undefined for what is neither.
 */
export function exclusive(node: Node, flag: boolean, number: boolean): Fix | undefined {
  const key = lastKey(node);
  const plain = key === 'exclusiveMinimum' ? 'minimum' : key === 'exclusiveMaximum' ? 'maximum' : undefined;
  const holder = holderOf(node);
  if (plain === undefined || holder === undefined) return undefined;
  const bound = child(holder, plain);
  const { value } = node;
  if (number && value === false) return safeFix('remove it', removeNode(node));
  if (number && value === true && typeof bound?.value === 'number') {
    const what = `write the bound itself in "${key}"`;
    return safeFix(what, replaceValue(node, bound.value), removeNode(bound));
  }
  if (flag && typeof value === 'number' && bound === undefined) {
    const what = `write the bound in "${plain}", and true here`;
    return safeFix(what, insertMember(holder, plain, value, key, 'before'), replaceValue(node, true));
  }
  return undefined;
}

/** Takes a keyword of 3.1; gives how 3.0 says the same, undefined where it cannot. */
export function otherKeyword(node: Node): Fix | undefined {
  const holder = holderOf(node);
  if (holder === undefined) return undefined;
  const key = lastKey(node);
  const { value } = node;
  const scalar = typeof value !== 'object' || value === null;
  if (key === 'const' && scalar && !child(holder, 'enum'))
    return safeFix('write it as an enum of one', renameKey(node, 'enum'), replaceValue(node, [value]));
  const [first, second] = items(node);
  if (key === 'examples' && first && !second && typeof first.value !== 'object' && !child(holder, 'example'))
    return safeFix('write it as "example"', renameKey(node, 'example'), replaceValue(node, first.value));
  return undefined;
}

/** Takes a keyword that 3.1 does not know; gives how it says the same: `null` as a type in place of `nullable`. */
export function nullable(node: Node): Fix | undefined {
  const holder = holderOf(node);
  const type = holder && child(holder, 'type');
  if (lastKey(node) !== 'nullable' || node.value !== true || type === undefined) return undefined;
  const { value } = type;
  if (typeof value === 'string' && value !== 'null')
    return safeFix(`add "null" to "type"`, replaceValue(type, [value, 'null']), removeNode(node));
  if (!Array.isArray(value)) return undefined;
  if (value.includes('null')) return safeFix('remove it', removeNode(node));
  return safeFix('add "null" to "type"', appendItem(type, 'null'), removeNode(node));
}

/** Takes a node; gives the name or index that it has in what holds it, '' for the root. */
export function lastKey({ pointer }: Node): string {
  return pointerKeys(pointer).at(-1) ?? '';
}
