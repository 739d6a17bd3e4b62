import type { Node } from '../../document/document.ts';
import { child, isObjectNode, items } from '../../document/node.ts';
import type { Field } from '../exchange.ts';
import type { Complain } from './fields.ts';

export type Fields = readonly Field[];

/**
 * Takes the node of a list of `{ "name", "value" }`; gives its fields. HTTP/2's pseudo headers are none, and lines
 * that a browser joined to one are several again.
 */
export function harFields(list: Node | undefined, what: string, complain: Complain): Field[] {
  if (list === undefined) return [];
  if (!Array.isArray(list.value)) {
    complain(list, `"${what}" must be a list`);
    return [];
  }
  const fields: Field[] = [];
  for (const item of items(list)) {
    const name = child(item, 'name');
    const value = child(item, 'value');
    if (!isObjectNode(item) || typeof name?.value !== 'string') {
      complain(item, `"${what}" must be a list of objects with name and value`, 'value');
      continue;
    }
    if (name.value.startsWith(':')) continue;
    const node = value ?? name;
    const text = typeof value?.value === 'string' ? value.value : '';
    if (!text.includes('\n')) fields.push({ name: name.value, value: text, node });
    else for (const line of text.split(/\r?\n/)) fields.push({ name: name.value, value: line, node });
  }
  return fields;
}

/** Takes fields and the node of a media type; gives the fields with a Content-Type, where they have none. */
export function withContentType(fields: Fields, mimeType: Node | undefined): Fields {
  if (fields.some(({ name }) => name.toLowerCase() === 'content-type')) return fields;
  const { value } = mimeType ?? {};
  if (
    mimeType === undefined ||
    typeof value !== 'string' ||
    !/^[\w.+-]+\/[\w.+-]+/.test(value) ||
    value.startsWith('x-unknown')
  )
    return fields;
  return [...fields, { name: 'content-type', value, node: mimeType }];
}
