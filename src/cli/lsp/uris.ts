import { relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { normalizeUri, uriKind } from '../../document/uri.ts';

/** Between the URIs of an editor and the uris of documents, which are paths from the workspace. */
export interface Uris {
  /** Gives the uri of the document; undefined for what is no file: a text that was never saved, a Git revision. */
  fromEditor(uri: string): string | undefined;
  /** Gives the URI as the editor itself wrote it, where it did. */
  toEditor(uri: string): string;
}

/** Takes the absolute path of the workspace. */
export function createUris(cwd: string): Uris {
  const written = new Map<string, string>();
  return {
    fromEditor(uri) {
      if (!/^file:/i.test(uri)) return undefined;
      try {
        const path = relative(cwd, fileURLToPath(uri)).replaceAll('\\', '/');
        const found = normalizeUri(uriKind(path) === 'file' ? path : `./${path}`);
        written.set(found, uri);
        return found;
      } catch {
        // A file URL with a host, or with an encoded slash.
        return undefined;
      }
    },
    toEditor: (uri) =>
      written.get(uri) ?? (uriKind(uri) === 'file' ? pathToFileURL(resolve(cwd, uri)).href : uri),
  };
}
