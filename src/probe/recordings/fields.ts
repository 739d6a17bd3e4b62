import type { Node, Part } from '../../document/document.ts';
import { nearestName } from '../../document/nearest.ts';
import { child, eachMember, isObjectNode, items, members, type JsonObject } from '../../document/node.ts';
import type { Field } from '../exchange.ts';

/** Takes a mistake in a recording and where it is. */
export type Complain = (at: Node, problem: string, part?: Part) => void;

/** Takes an object's node and the names it may have; complains of any other. Whether it is an object at all. */
export function checkNames(node: Node, names: readonly string[], what: string, complain: Complain): boolean {
  if (!isObjectNode(node)) {
    complain(node, `${what} must be an object`);
    return false;
  }
  // Most have no other, and their members need no nodes.
  if (hasOnly(node.value, names)) return true;
  for (const [key, member] of members(node)) {
    if (names.includes(key)) continue;
    const near = nearestName(key, names);
    const hint = near === undefined ? `; it has ${names.join(', ')}` : `; did you mean "${near}"?`;
    complain(member, `${what} has no "${key}"${hint}`, 'key');
  }
  return true;
}

/**
 * Takes an object's node and members of it that were found; gives the node if it has others, undefined if those are
 * all: most have no others, and looking for each name takes its time.
 */
export function withOthers(node: Node, ...found: readonly (Node | undefined)[]): Node | undefined {
  let count = 0;
  if (isObjectNode(node)) for (const _ in node.value) count += 1;
  for (const one of found) if (one) count -= 1;
  return count > 0 ? node : undefined;
}

function hasOnly(value: JsonObject, names: readonly string[]): boolean {
  for (const key in value) if (!names.includes(key)) return false;
  return true;
}

/** Takes a node and the name of a member; gives it if it is a text, complains if it is something else. */
export function textMember(node: Node, name: string, complain: Complain): Node<string> | undefined {
  const member = child(node, name);
  if (member === undefined) return undefined;
  if (typeof member.value === 'string') return member as Node<string>;
  complain(member, `"${name}" must be a text; put quotes around it`);
  return undefined;
}

/**
 * Takes the node of headers or query parameters: an object of name and value, or of name and list of values. Gives
 * one field for each value, in order.
 */
export function readFields(node: Node | undefined, what: string, complain: Complain): Field[] {
  if (node === undefined) return [];
  if (!isObjectNode(node)) {
    complain(node, `"${what}" must be an object`);
    return [];
  }
  const fields: Field[] = [];
  eachMember(node, (name, member) => {
    if (Array.isArray(member.value)) for (const each of items(member)) addField(fields, name, each, complain);
    else addField(fields, name, member, complain);
  });
  return fields;
}

function addField(fields: Field[], name: string, node: Node, complain: Complain): void {
  const { value } = node;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    return complain(node, `"${name}" must be a text or a list of texts`);
  const text = String(value);
  if (/[\r\n\0]/.test(text)) complain(node, `"${name}" must be one line`);
  else fields.push({ name, value: text, node });
}
