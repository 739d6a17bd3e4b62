import { changeBetween } from '../../document/change.ts';
import type { Document, Location } from '../../document/document.ts';
import { isObjectNode, nodeAt } from '../../document/node.ts';
import type { ParsedDocument } from '../../document/parse.ts';
import { parentPointer, rootPointer, type Pointer } from '../../document/pointer.ts';
import type { DocumentStore } from '../../document/store.ts';
import { crawl } from '../../openapi/crawl.ts';
import type { LoadedApi } from '../../openapi/load.ts';
import type { ObjectKind } from '../../openapi/structure/kinds.ts';
import { documentsNow, withDocuments } from './latest.ts';
import { nodeAtOffset } from './place.ts';
import { isWithin } from './results.ts';

/** A part of a description that was loaded alone. */
export interface LoadedPart {
  readonly pointer: Pointer;
  /** With the problems of that part and of the text as a whole. */
  readonly loaded: LoadedApi;
  /** Whether a place is one of those that were looked at. */
  looked(location: Location): boolean;
}

/** Where one of these stands, a reference may name something by what another part declares. */
const declaring = ['$id', '$anchor', '$dynamicAnchor', '$self'] as const;

/**
 * Takes a description as it was and one of its documents as it is now; gives the smallest object of the specification
 * around what was changed, loaded alone, in a hundredth of the time that the whole takes. What the change means for
 * the rest is not known then. Undefined where the part cannot be told from the whole.
 */
export async function loadChangedPart(
  before: LoadedApi,
  parsed: ParsedDocument,
  store: DocumentStore,
): Promise<LoadedPart | undefined> {
  const { document, problems } = parsed;
  const { documents, version } = before.api;
  const old = documents.all.get(document.uri);
  if (old === undefined || declaring.some((word) => document.text.includes(word))) return undefined;
  const part = partAround(before, old, document);
  if (part === undefined) return undefined;
  const now = documentsNow(before, [parsed]);
  const { structure, unresolved } = await crawl(now, version, store, { part });
  const { pointer } = part.node;
  return {
    pointer,
    loaded: {
      kind: 'api',
      api: Object.defineProperty(withDocuments(before.api, now), 'referenceProblems', { value: unresolved }),
      structure,
      visits: [],
      visited: new Map(),
    },
    looked: ({ uri, pointer: at }) =>
      uri === document.uri &&
      (isWithin(at, pointer) || problems.some(({ location }) => location.pointer === at)),
  };
}

/** The innermost object around a change whose kind was known before. */
function partAround({ visits }: LoadedApi, old: Document, document: Document) {
  const change = changeBetween(old.text, document.text);
  const first = nodeAtOffset(document, change.start).node.pointer;
  const last = nodeAtOffset(document, change.after).node.pointer;
  // By what was there before: to compare a hundred thousand pointers takes longer than to parse.
  const around = new Map<unknown, { readonly pointer: Pointer; kind?: ObjectKind }>();
  for (let at: Pointer | undefined = first; at !== undefined; at = parentPointer(at)) {
    const value = isWithin(last, at) ? nodeAt(old, at)?.value : undefined;
    if (typeof value === 'object' && value !== null && !around.has(value)) around.set(value, { pointer: at });
  }
  for (const visit of visits) {
    const found = visit.type === 'object' ? around.get(visit.node.value) : undefined;
    if (found && visit.type === 'object') found.kind = visit.kind;
  }
  for (const { pointer, kind } of around.values()) {
    const node = nodeAt(document, pointer);
    if (kind !== undefined && pointer !== rootPointer && isObjectNode(node)) return { node, kind };
  }
  return undefined;
}
