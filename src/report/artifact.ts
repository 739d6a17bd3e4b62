import { posix } from 'node:path';
import { splitRevision, uriKind } from '../document/uri.ts';

/**
 * Where a document is by the lights of a service that shows a repository: a path in the working tree, a path in
 * another revision, or somewhere else (a URL, standard input, a file outside). Paths start at the repository's root.
 */
export type Artifact =
  | { readonly kind: 'tree'; readonly path: string }
  | { readonly kind: 'revision'; readonly path: string; readonly revision: string }
  | { readonly kind: 'elsewhere'; readonly uri: string };

/** Takes the uri of a document as reports have it; gives where that is. */
export type ArtifactOf = (uri: string) => Artifact;

/**
 * Takes the root of the repository, undefined where there is none, and the working directory that uris are relative
 * to, both absolute; gives what finds artifacts. Without a root, paths are left relative to the working directory.
 */
export function createArtifactOf(root: string | undefined, cwd: string): ArtifactOf {
  const from = slashed(cwd);
  const top = slashed(root ?? cwd);
  const inTree = (path: string): string | undefined => {
    const absolute = slashed(isAbsolute(path) ? path : `${from}/${path}`);
    const prefix = top.endsWith('/') ? top : `${top}/`;
    return absolute.startsWith(prefix) ? absolute.slice(prefix.length) : undefined;
  };
  return (uri) => {
    const kind = uriKind(uri);
    if (kind === 'file') {
      const path = inTree(uri);
      return path === undefined ? { kind: 'elsewhere', uri: fileUri(uri, from) } : { kind: 'tree', path };
    }
    if (kind !== 'git') return { kind: 'elsewhere', uri };
    const { revision, path } = splitRevision(uri);
    const resolved = /^\.{1,2}\//.test(path) ? inTree(path) : path;
    return resolved === undefined
      ? { kind: 'elsewhere', uri }
      : { kind: 'revision', path: resolved, revision };
  };
}

/** Takes a path; gives it as a URI reference (RFC 3986 section 4.2). */
export function encodePath(path: string): string {
  return wellFormed(path).split('/').map(encodeURIComponent).join('/');
}

/** Takes text; gives it with halves of surrogate pairs, which UTF-8 cannot carry, replaced by U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
}

function slashed(path: string): string {
  return posix.normalize(path.replaceAll('\\', '/'));
}

function fileUri(path: string, from: string): string {
  const absolute = slashed(isAbsolute(path) ? path : `${from}/${path}`);
  return `file://${absolute.startsWith('/') ? '' : '/'}${encodePath(absolute).replace(/^([A-Za-z])%3A/, '$1:')}`;
}
