import type { DocumentProblem, Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { nodeAt } from '../document/node.ts';
import type { Collector } from './collect.ts';
import type { Fix } from './finding.ts';
import { stablePointer } from './fingerprint.ts';
import type { FindingMeta } from './meta.ts';

/** What cannot be read is told whatever else is asked for. */
const everywhere = { spec: 'error', owasp: 'error' } as const;

/** What can be wrong with the texts themselves: the same in all three commands. */
export const documentMetas = {
  'document-syntax': {
    code: 'document-syntax',
    severity: 'error',
    summary: 'Write valid YAML or JSON.',
    why: 'Parsers disagree on what broken text means, so every tool reads another document, or none.',
    fix: 'Mend the text at the place shown. The rest of the document was read as far as it could be.',
    messages: {},
    presets: everywhere,
    aliases: ['parser', 'struct'],
    section: 'https://spec.openapis.org/oas/v3.1.1#format',
  },
  'document-duplicate-key': {
    code: 'document-duplicate-key',
    severity: 'error',
    summary: 'Give every key in an object once.',
    why: 'Of two equal keys most parsers keep the last and lose the first without a word; some refuse the file.',
    fix: 'Remove one of the two, or rename it. `200:` and `"200":` are the same key.',
    messages: {},
    presets: everywhere,
    aliases: ['duplicated-entry-in-enum-key', 'no-duplicate-keys'],
    section: 'https://spec.openapis.org/oas/v3.1.1#format',
  },
  'document-alias-cycle': {
    code: 'document-alias-cycle',
    severity: 'error',
    summary: 'Do not let a YAML alias contain itself.',
    why: 'Such a value is infinitely deep: it has no JSON form, and many tools crash on it.',
    fix: 'Replace the alias by a `$ref`, which may refer to what it stands in.',
    messages: {},
    presets: everywhere,
    section: 'https://spec.openapis.org/oas/v3.1.1#format',
  },
  'document-limit': {
    code: 'document-limit',
    severity: 'error',
    summary: 'Keep a document within the bounds that guard against hostile input.',
    why: 'Beyond them a document is more likely an attack or an accident than a description, and reading on could exhaust the machine.',
    fix: 'Split the document, or flatten the nesting at the place shown.',
    messages: {},
    presets: everywhere,
  },
} satisfies Record<DocumentProblem['code'], FindingMeta>;

/** What can be wrong with a reference: the same in all three commands. */
export const referenceMetas = {
  'ref-unresolved': {
    code: 'ref-unresolved',
    severity: 'error',
    summary: 'Let every $ref lead to something.',
    why: 'What a dangling reference should have said is missing: generators fail on it, and validators accept anything or nothing there.',
    fix: 'Correct the path or the name, or define what it names.',
    messages: {},
    presets: everywhere,
    aliases: ['invalid-ref', 'no-unresolved-refs', 'resolving-references'],
    section: 'https://spec.openapis.org/oas/v3.1.1#reference-object',
  },
  'ref-circular': {
    code: 'ref-circular',
    severity: 'error',
    summary: 'Do not let a $ref lead only back to itself.',
    why: 'Following it never arrives at a definition, so it says nothing, and tools that try hang or overflow.',
    fix: 'Write the definition that the references should end at.',
    messages: {},
    presets: everywhere,
    section: 'https://spec.openapis.org/oas/v3.1.1#reference-object',
  },
} satisfies Record<'ref-unresolved' | 'ref-circular', FindingMeta>;

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

/** Takes references that lead nowhere or in circles; reports each at the `$ref`'s value. */
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
    const identity = { pointer: stablePointer(node), about: String(node.value) };
    const location = node.document.locate(node.pointer, 'value');
    collector.add(referenceMetas[code], message, location, undefined, identity, fix);
  }
}
