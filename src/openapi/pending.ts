import type { Node } from '../document/document.ts';
import type { DocumentCollection } from '../document/collection.ts';
import type { DocumentStore } from '../document/store.ts';
import type { FieldType } from './structure/field.ts';
import type { ReferenceVia, ReferenceVisit } from './visits.ts';

/** A reference that is still to be resolved. */
export interface Pending {
  /** The text to resolve: the `$ref` itself, or what a mapping's name stands for. */
  readonly reference: string;
  readonly node: Node<string>;
  readonly via: ReferenceVia;
  /** What is expected at the other end. */
  readonly type: FieldType;
  /** Set when resolved; undefined where a whole map or array is referred to. */
  readonly visit: { -readonly [K in keyof ReferenceVisit]: ReferenceVisit[K] } | undefined;
}

/** Reads every document that some references need and nobody has read yet, all at once. */
export async function openNeeded(
  pending: readonly Pending[],
  documents: DocumentCollection,
  store: DocumentStore,
  asked: Set<string>,
): Promise<void> {
  const needed = new Map<string, Node>();
  for (const { reference, node, via } of pending) {
    const uri = documents.external(reference, node);
    if (uri === undefined || asked.has(uri) || documents.all.has(uri)) continue;
    // A mapping that is no name and no file is not worth a file that is missing.
    if (via === '$ref' || via === '$dynamicRef' || /[./#]/.test(reference)) needed.set(uri, node);
  }
  const opened = await Promise.all(
    [...needed].map(async ([uri, from]) => ({ uri, result: await store.openReferenced(uri, from.document) })),
  );
  for (const { uri, result } of opened) {
    asked.add(uri);
    if (result.kind === 'failed') documents.fail(uri, result);
    else documents.add(result.document, result.problems);
  }
}
