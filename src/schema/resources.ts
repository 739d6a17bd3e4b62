import type { Document, Node } from '../document/document.ts';
import { child, isObjectNode, items, members, rootNode, valueIn } from '../document/node.ts';
import { pointerKeys } from '../document/pointer.ts';

/**
 * Takes a node; gives the root of the schema resource it belongs to (JSON Schema 2020-12 section 4.3.5): the nearest
 * object at or above it with an `$id`, else the document's root.
 */
export function resourceOf(node: Node): Node {
  let at: Node | undefined = rootNode(node.document);
  let resource = at;
  for (const key of pointerKeys(node.pointer)) {
    at = at && child(at, key);
    if (!at) break;
    if (typeof valueIn(at, '$id') === 'string') resource = at;
  }
  return resource;
}

/** Takes a node; gives the `$schema`, or an OpenAPI document's `jsonSchemaDialect`, that is declared for it. */
export function declaredDialect(node: Node): string | undefined {
  const resource = resourceOf(node);
  const { value } = child(resource, '$schema') ?? child(resource, 'jsonSchemaDialect') ?? {};
  return typeof value === 'string' ? value : undefined;
}

const unread = new Set(['enum', 'const', 'example', 'examples', 'default']);
/** By document too: one that was parsed again after a change shares values with what it was. */
const anchorsOf = new WeakMap<Document, WeakMap<object, ReadonlyMap<string, Node>>>();

/** Takes the root of a resource; gives the schemas in it with a `$dynamicAnchor`, by its name. */
export function dynamicAnchors(resource: Node): ReadonlyMap<string, Node> {
  const { value } = resource;
  if (typeof value !== 'object' || value === null) return new Map();
  const inDocument = anchorsOf.get(resource.document) ?? new WeakMap<object, ReadonlyMap<string, Node>>();
  anchorsOf.set(resource.document, inDocument);
  const known = inDocument.get(value);
  if (known) return known;
  const anchors = new Map<string, Node>();
  inDocument.set(value, anchors);
  const seen = new Set<unknown>();
  const waiting: Node[] = [resource];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (typeof node.value !== 'object' || node.value === null || seen.has(node.value)) continue;
    seen.add(node.value);
    if (isObjectNode(node)) {
      if (node.value !== value && typeof valueIn(node, '$id') === 'string') continue;
      const anchor = valueIn(node, '$dynamicAnchor');
      if (typeof anchor === 'string' && !anchors.has(anchor)) anchors.set(anchor, node);
      for (const [key, member] of members(node))
        if (!unread.has(key) && !key.startsWith('x-')) waiting.push(member);
    } else for (const item of items(node)) waiting.push(item);
  }
  return anchors;
}
