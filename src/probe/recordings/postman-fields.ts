import type { Node } from '../../document/document.ts';
import { child, isObjectNode, items } from '../../document/node.ts';
import type { Field } from '../exchange.ts';

/** Takes the node of a list of `{ "key", "value" }`; gives those that are not switched off. */
export function postmanFields(list: Node | undefined): Field[] {
  return items(list).flatMap((node) => postmanField(node) ?? []);
}

/** Takes the node of `{ "key", "value" }`; gives it, undefined where it is switched off or nothing. */
export function postmanField(node: Node): Field | undefined {
  const key = child(node, 'key')?.value;
  const value = child(node, 'value');
  if (!isObjectNode(node) || typeof key !== 'string' || key === '') return undefined;
  if (child(node, 'disabled')?.value === true) return undefined;
  const text = value?.value;
  const isText = typeof text === 'string' || typeof text === 'number' || typeof text === 'boolean';
  return { name: key, value: isText ? String(text) : '', node: value ?? node };
}

/** Takes the node of headers: a list of keys and values, or their lines as one text; gives them. */
export function postmanHeaders(node: Node | undefined): Field[] {
  if (node === undefined || typeof node.value !== 'string') return postmanFields(node).map(oneLine);
  return node.value.split(/\r?\n/).flatMap((line): Field[] => {
    const colon = line.indexOf(':');
    return colon < 1
      ? []
      : [{ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim(), node }];
  });
}

function oneLine(field: Field): Field {
  return /[\r\n\0]/.test(field.value) ? { ...field, value: field.value.replace(/[\r\n\0]+/g, ' ') } : field;
}
