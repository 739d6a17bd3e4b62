import type { DocumentProblem, Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { nodeAt, textOf } from '../document/node.ts';
import type { Collector } from './collect.ts';
import { documentMetas, referenceMetas } from './document-metas.ts';
import type { Fix } from './finding.ts';
import { stablePointer } from './fingerprint.ts';

/** Takes what was wrong with the texts, and the texts where they are at hand; reports each as a finding. */
export function reportDocumentProblems(
  collector: Collector,
  problems: Iterable<DocumentProblem>,
  documents?: Documents['all'],
): void {
  for (const { code, message, location, related } of problems) {
    const document = documents?.get(location.uri);
    const at = document && nodeAt(document, location.pointer);
    const identity = at && { pointer: stablePointer(at) };
    collector.add(documentMetas[code], message, location, related, identity);
  }
}

/** Takes references that lead nowhere, in circles or to what was not read; reports each at the `$ref`'s value. */
export function reportReferenceProblems(
  collector: Collector,
  problems: Iterable<{
    readonly code: keyof typeof referenceMetas;
    readonly node: Node;
    readonly message: string;
    readonly fix?: () => Fix | undefined;
  }>,
): void {
  for (const { code, node, message, fix } of problems) {
    // Why it leads nowhere may be told in words that name other documents: what it says is what counts.
    const identity = { pointer: stablePointer(node), about: textOf(node.value) };
    const location = node.document.locate(node.pointer, 'value');
    collector.add(referenceMetas[code], message, location, undefined, identity, fix);
  }
}
