import type { DocumentCollection } from '../document/collection.ts';
import type { Resolution } from '../document/documents.ts';
import { resolveUri } from '../document/uri.ts';
import type { ReferenceProblem } from './model.ts';
import type { Pending } from './pending.ts';
import { meantReference } from './reference-hint.ts';

/** A reference that leads nowhere, and why. */
export interface Failed {
  readonly pending: Pending;
  readonly why: Resolution & { readonly kind: 'unresolved' };
}

function isBeyondLimit({ problems }: DocumentCollection, uri: string): boolean {
  return problems.some(({ code, location }) => code === 'document-limit' && location.uri === uri);
}

/** Takes a reference that leads nowhere and the documents; gives what is to be told of it, which may be nothing. */
export function referenceProblem(
  { pending, why }: Failed,
  documents: DocumentCollection,
): ReferenceProblem[] {
  const { reason, refused } = why;
  const { node, reference } = pending;
  if (refused) return [{ code: 'ref-unread', node, message: reason }];
  // That a mapping leads nowhere is for a rule on discriminators to say.
  if (pending.via === 'mapping') return [];
  // Nor does anything lead into a document beyond a limit, which is told of there.
  if (isBeyondLimit(documents, resolveUri(node.document.uri, reference.replace(/#.*$/s, '')))) return [];
  const meant = reason.includes('did you mean')
    ? undefined
    : meantReference(reference, pending.type, documents);
  const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`;
  const message = `${JSON.stringify(reference)} leads nowhere: ${reason}${hint}`;
  return [{ code: 'ref-unresolved', node, message }];
}
