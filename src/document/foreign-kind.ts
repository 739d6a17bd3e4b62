import { splitRevision, uriKind } from './uri.ts';

/**
 * Takes the uri of what a document refers to, which is no URL, and the document's own; gives in a sentence why nothing
 * of that kind may be read for a document of its kind, undefined where it may.
 */
export function foreignKind(uri: string, from: string): string | undefined {
  const kind = uriKind(uri);
  const fromKind = uriKind(from);
  if (fromKind === 'url') return `${uri} is not read, as a document from the network may not reach files`;
  if (kind === 'file' && fromKind === 'git')
    return `${uri} is not read, as a document of a revision may not reach files outside of it`;
  if (
    kind === 'git' &&
    (fromKind !== 'git' || splitRevision(from).revision !== splitRevision(uri).revision)
  ) {
    return `${uri} is neither a file nor an http(s) URL`;
  }
  return kind === 'stdin' ? 'a reference cannot lead to standard input' : undefined;
}
