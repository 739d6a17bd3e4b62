import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObject, isObjectNode, items, type JsonObject } from '../document/node.ts';

const most = 1_000;

/**
 * Takes a schema; gives it and every schema that must hold for the same value: through `$ref` and `allOf`, each
 * once, at most a thousand. A reference that leads nowhere is left out. With `siblings` false, keywords beside a
 * `$ref` do not count (OpenAPI 3.0 Reference Object).
 */
export function inPlace(documents: Documents, schema: Node, siblings: boolean): readonly Node<JsonObject>[] {
  if (!isObjectNode(schema)) return [];
  // Most schemas stand for themselves alone.
  if (!Object.hasOwn(schema.value, '$ref') && !Object.hasOwn(schema.value, 'allOf')) return [schema];
  const found: Node<JsonObject>[] = [];
  const seen = new Set<unknown>();
  const waiting: Node[] = [schema];
  for (let node = waiting.pop(); node && found.length < most; node = waiting.pop()) {
    if (!isObjectNode(node) || seen.has(node.value)) continue;
    seen.add(node.value);
    const target = refTarget(documents, node);
    if (target !== null && !siblings) {
      if (target) waiting.push(target);
      continue;
    }
    found.push(node);
    for (const member of items(child(node, 'allOf')).reverse()) waiting.push(member);
    if (target) waiting.push(target);
  }
  return found;
}

/** Takes an object; gives what its `$ref` leads to, undefined where that fails, null where it has none. */
export function refTarget(documents: Documents, node: Node): Node | undefined | null {
  const { value } = node;
  const reference = isObject(value) && Object.hasOwn(value, '$ref') ? value['$ref'] : undefined;
  if (typeof reference !== 'string') return null;
  const resolution = documents.resolve(reference, node);
  return resolution.kind === 'found' ? resolution.node : undefined;
}
