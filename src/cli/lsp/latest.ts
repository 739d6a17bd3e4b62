import { createCollection, type DocumentCollection } from '../../document/collection.ts';
import type { Node } from '../../document/document.ts';
import { nodeAt } from '../../document/node.ts';
import type { ParsedDocument } from '../../document/parse.ts';
import type { LoadedApi } from '../../openapi/load.ts';

/**
 * Takes a description as it was loaded, and some of its documents as they are now; gives its documents with those in
 * place of their older states. Names that schemas give themselves are not known in it.
 */
export function documentsNow(
  { api: { documents } }: LoadedApi,
  changed: readonly ParsedDocument[],
): DocumentCollection {
  const now = new Map(changed.map((parsed) => [parsed.document.uri, parsed]));
  const { root, limits } = documents;
  const newRoot = now.get(root.uri);
  const collection = createCollection(newRoot?.document ?? root, newRoot?.problems ?? [], limits);
  for (const each of documents.all.values())
    if (each !== root) collection.add(now.get(each.uri)?.document ?? each, now.get(each.uri)?.problems ?? []);
  return collection;
}

/**
 * Takes a description as it was loaded and some of its documents as they are now; gives it with those, but with what
 * was come upon in their older states: `currentNode` finds that again.
 */
export function withDocumentsNow(before: LoadedApi, changed: readonly ParsedDocument[]): LoadedApi {
  if (changed.length === 0) return before;
  return { ...before, api: withDocuments(before.api, documentsNow(before, changed)) };
}

/** An API with other documents. Its parts are made when they are asked for: to copy it would make all of them. */
export function withDocuments(api: LoadedApi['api'], documents: DocumentCollection): LoadedApi['api'] {
  return Object.create(api, { documents: { value: documents, enumerable: true } }) as LoadedApi['api'];
}

/**
 * Takes a description, and a node of one of its documents or of an older state of it; gives what stands at that place
 * now. Undefined where nothing does, or another text.
 */
export function currentNode({ api: { documents } }: LoadedApi, node: Node): Node | undefined {
  const document = documents.all.get(node.document.uri);
  if (document === undefined || document === node.document) return node;
  const now = nodeAt(document, node.pointer);
  return typeof node.value === 'string' && now?.value !== node.value ? undefined : now;
}
