import type { Document, Node, Part } from '../../document/document.ts';
import { child, items, members, objectChild, rootNode, stringChild } from '../../document/node.ts';
import type { LoadedApi } from '../../openapi/load.ts';
import type { ReferenceVia } from '../../openapi/visits.ts';
import { currentNode } from './latest.ts';

/** How one place names another: by a reference, or by what another calls itself. */
export type UseBy = ReferenceVia | 'operationId' | 'securityScheme' | 'tag';

/** A place that names another one. */
export interface Use {
  /** The value that is the name, or the member whose key is. */
  readonly node: Node;
  readonly part: Part;
  /** What is named: for an operationId the operation, for a tag the Tag Object. */
  readonly target: Node;
  readonly by: UseBy;
}

/** Takes a description; gives all its places that name others: first in the text of whoever comes first. */
export function* usesIn(loaded: LoadedApi): Generator<Use> {
  for (const visit of loaded.visits)
    if (visit.type === 'reference' && visit.target)
      yield { node: visit.node, part: 'value', target: visit.target, by: visit.via };
  yield* namesIn(loaded);
}

/** Those that are no references: of operations by links, of security schemes by requirements, of tags by operations. */
export function* namesIn(loaded: LoadedApi): Generator<Use> {
  const { root } = loaded.api.documents;
  let operations: ReadonlyMap<string, Node> | undefined;
  let tags: ReadonlyMap<string, Node> | undefined;
  for (const visit of loaded.visits) {
    if (visit.type !== 'object') continue;
    const { kind } = visit;
    if (kind !== 'securityRequirement' && kind !== 'operation' && kind !== 'link') continue;
    const node = currentNode(loaded, visit.node);
    if (node === undefined) continue;
    if (kind === 'securityRequirement') {
      const schemes = schemesOf(root);
      for (const [name, member] of members(node)) {
        const target = schemes && child(schemes, name);
        if (target) yield { node: member, part: 'key', target, by: 'securityScheme' };
      }
    } else if (kind === 'operation') {
      tags ??= tagsOf(root);
      for (const name of items(child(node, 'tags'))) {
        const target = typeof name.value === 'string' ? tags.get(name.value) : undefined;
        if (target) yield { node: name, part: 'value', target, by: 'tag' };
      }
    } else {
      const id = stringChild(node, 'operationId');
      operations ??= operationsOf(loaded);
      const target = id && operations.get(id.value);
      if (target) yield { node: id, part: 'value', target, by: 'operationId' };
    }
  }
}

/** Takes a description and a place in it; gives the use there that is no reference. */
export function nameAt(loaded: LoadedApi, { document, pointer }: Node, part: Part): Use | undefined {
  for (const use of namesIn(loaded))
    if (use.node.pointer === pointer && use.part === part && use.node.document === document) return use;
  return undefined;
}

function schemesOf(document: Document): Node | undefined {
  const root = rootNode(document);
  const components = objectChild(root, 'components');
  return (components && child(components, 'securitySchemes')) ?? child(root, 'securityDefinitions');
}

function tagsOf(document: Document): ReadonlyMap<string, Node> {
  const tags = new Map<string, Node>();
  for (const tag of items(child(rootNode(document), 'tags'))) {
    const name = stringChild(tag, 'name')?.value;
    if (name !== undefined && !tags.has(name)) tags.set(name, tag);
  }
  return tags;
}

function operationsOf(loaded: LoadedApi): ReadonlyMap<string, Node> {
  const operations = new Map<string, Node>();
  for (const visit of loaded.visits) {
    if (visit.type !== 'object' || visit.kind !== 'operation') continue;
    const node = currentNode(loaded, visit.node);
    const id = node && stringChild(node, 'operationId')?.value;
    if (node && id !== undefined && !operations.has(id)) operations.set(id, node);
  }
  return operations;
}
