import { createCollection } from '../document/collection.ts';
import type { Document, DocumentProblem } from '../document/document.ts';
import { child, rootNode } from '../document/node.ts';
import type { DocumentStore } from '../document/store.ts';
import { buildApi } from './build/api.ts';
import { circularReferences } from './circular.ts';
import { crawl, type HowToCrawl } from './crawl.ts';
import type { Api } from './model.ts';
import { describeValue, type StructureProblem } from './structure/problem.ts';
import { detectVersion, type DetectedVersion } from './version.ts';
import type { ObjectVisit, Visit } from './visits.ts';

/** A description with all its documents read and its references followed. */
export interface LoadedApi {
  readonly kind: 'api';
  readonly api: Api;
  /** Where it is not what the specification wants. */
  readonly structure: readonly StructureProblem[];
  /** Everything in it, in the order of the text: what the walk over it hands out. */
  readonly visits: readonly Visit[];
  /** The first of each object, by its parsed value. */
  readonly visited: ReadonlyMap<unknown, ObjectVisit>;
}

/** Why a document is not a description that can be read. */
export interface NotOpenApi {
  readonly kind: 'not-openapi';
  readonly reason: string;
}

/**
 * Takes a document, what is wrong with its text, and where to read others from; gives the API that it describes,
 * or why it describes none. Reads the documents that it refers to, with pauses if told; nothing after waits for
 * anything.
 */
export async function loadApi(
  document: Document,
  problems: readonly DocumentProblem[],
  store: DocumentStore,
  how: Pick<HowToCrawl, 'pause'> = {},
): Promise<LoadedApi | NotOpenApi> {
  const detected = detectVersion(document.value);
  if (detected.kind === 'not-openapi') return unread(document, problems) ?? detected;
  const { version } = detected;
  const documents = createCollection(document, problems, store.limits);
  const crawled = await crawl(documents, version, store, how);
  const referenceProblems = [...crawled.unresolved, ...circularReferences(crawled.visits)];
  const api = buildApi({ version, documents, dialects: crawled.dialects, referenceProblems });
  return {
    kind: 'api',
    api,
    structure: [...versionFlaw(document, detected), ...crawled.structure],
    visits: crawled.visits,
    visited: crawled.visited,
  };
}

/** Why nothing at all could be read of a text, which then only looks empty. */
function unread(document: Document, problems: readonly DocumentProblem[]): NotOpenApi | undefined {
  const problem = problems.find(({ location }) => location.uri === document.uri);
  if (problem === undefined || (document.value !== null && document.value !== undefined)) return undefined;
  return { kind: 'not-openapi', reason: `${problem.message} (line ${problem.location.range.start.line})` };
}

function versionFlaw(
  document: Document,
  { field, flaw }: DetectedVersion & { readonly kind: 'openapi' },
): StructureProblem[] {
  const node = child(rootNode(document), field);
  if (flaw === undefined || node === undefined) return [];
  return [
    {
      code: flaw.code === 'type' ? 'field-type-mismatch' : 'field-value-invalid',
      node,
      message: `"${field}" must be ${flaw.expected}, not ${describeValue(node.value)}`,
    },
  ];
}
