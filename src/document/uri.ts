import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How a document is to be had. */
export type UriKind = 'file' | 'url' | 'git' | 'stdin';

/**
 * Takes the uri of a document; gives how it is to be had: `-` standard input, `http(s)://` a URL, `REV:PATH` a Git
 * object, anything else a file. A drive letter (`C:\specs`, `C:/specs`) is no revision.
 */
export function uriKind(uri: string): UriKind {
  if (uri === '-') return 'stdin';
  if (/^https?:\/\//i.test(uri)) return 'url';
  if (/^[A-Za-z]:[\\/]/.test(uri)) return 'file';
  return /^[^:]+:./.test(uri) && !/^\.{0,2}\//.test(uri) ? 'git' : 'file';
}

/** Takes a uri; gives whether it is a file of the user's own, which a fix may change: none of a package, no Git object. */
export function isOwnFile(uri: string): boolean {
  return uriKind(uri) === 'file' && !/(?:^|\/)node_modules\//.test(uri);
}

/** Takes a `REV:PATH`; gives its two parts. */
export function splitRevision(uri: string): { readonly revision: string; readonly path: string } {
  const colon = uri.indexOf(':');
  return { revision: uri.slice(0, colon), path: uri.slice(colon + 1) };
}

/**
 * Takes a path as typed; gives it as reports print it: with `/`, without `.` and needless `..`, relative paths kept
 * relative.
 */
export function normalizePath(path: string): string {
  const drive = /^[A-Za-z]:(?=[\\/])/.exec(path)?.[0] ?? '';
  const slashed = drive !== '' || process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
  return drive + posix.normalize(slashed.slice(drive.length));
}

/** Takes a source as the user typed it; gives the uri that reports name it by. */
export function normalizeUri(source: string): string {
  const kind = uriKind(source);
  if (kind === 'url') return withoutFragment(parseUrl(source) ?? source);
  if (kind === 'file') return asFile(normalizePath(source));
  return source;
}

/**
 * Takes the uri of a document and a reference in it without its fragment (RFC 3986 section 5.2); gives the uri of
 * the document that it names. References in files are percent-encoded; uris of files are not. A reference from a
 * Git object stays in its revision; one from standard input is relative to the working directory.
 */
export function resolveUri(base: string, reference: string): string {
  if (reference === '') return base;
  const url = /^https?:/i.test(reference) ? parseUrl(reference) : undefined;
  if (url !== undefined) return withoutFragment(url);
  if (/^file:/i.test(reference)) return fromFileUrl(reference);
  const drive = /^[A-Za-z]:[\\/]/.test(reference);
  // Another scheme (urn:, tag:) names something that is not to be had by reading.
  if (!drive && /^[A-Za-z][A-Za-z0-9+.-]*:/.test(reference)) return reference;
  const kind = uriKind(base);
  if (kind === 'url') {
    const resolved = parseUrl(reference, base);
    return resolved === undefined ? reference : withoutFragment(resolved);
  }
  if (isOpaque(base)) return reference;
  const path = percentDecoded(reference.replace(/\?.*$/s, ''));
  if (kind === 'git') {
    const { revision, path: from } = splitRevision(base);
    const joined = joinPath(from, path);
    // `./` at its beginning is what makes a path in a revision relative to the working directory.
    const relative = /^\.{1,2}\//.test(from) && !/^(\/|\.\.\/)/.test(joined);
    return `${revision}:${relative ? './' : ''}${joined}`;
  }
  return asFile(kind === 'stdin' ? normalizePath(path) : joinPath(base, path));
}

/** Whether a uri is one such as `urn:isbn:0`, against which no relative reference can be resolved. */
function isOpaque(uri: string): boolean {
  return /^(urn|tag|data|mailto):/i.test(uri);
}

/** `./` keeps a file whose name has a colon from being taken for a Git object. */
function asFile(path: string): string {
  return uriKind(path) === 'file' ? path : `./${path}`;
}

function joinPath(base: string, path: string): string {
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)) return normalizePath(path);
  const from = normalizePath(base);
  return normalizePath(from.slice(0, from.lastIndexOf('/') + 1) + path);
}

/** Takes the path of a file and the uri of a document; gives the path as a reference in the document has it. */
export function asReference(path: string, from: string): string {
  const to = posix.relative(posix.dirname(from), path);
  return to.startsWith('../') ? to : `./${to}`;
}

/** Takes a text; gives it percent-decoded (RFC 3986 section 2.1), or as it is where it is not encoded rightly: `100%.yaml`. */
export function percentDecoded(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function fromFileUrl(reference: string): string {
  try {
    return normalizePath(fileURLToPath(reference));
  } catch {
    // `file:x.yaml` and file URLs with a host.
    return normalizePath(percentDecoded(reference.replace(/^file:(\/\/)?/i, '')));
  }
}

function parseUrl(reference: string, base?: string): string | undefined {
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
}

function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}
