import type { Node } from '../document/document.ts';
import { child } from '../document/node.ts';

/** Takes an object and a field for people; gives whether anything is written there. What is no text is another mistake. */
export function hasText(node: Node, field: string): boolean {
  const value = child(node, field)?.value;
  return value !== undefined && !(typeof value === 'string' && value.trim() === '');
}

/** Takes a text; gives it in small letters with single spaces between its words, and nothing else: what it says. */
export function plainWords(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Takes an object and a field for people; gives where the text is written, else where the object is. */
export function textPlace(node: Node, field: string): { readonly at: Node; readonly part?: 'key' } {
  const written = child(node, field);
  return written === undefined ? { at: node, part: 'key' } : { at: written };
}
