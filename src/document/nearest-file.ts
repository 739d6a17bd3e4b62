import { existsSync, opendirSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { nearestName } from './nearest.ts';
import { normalizePath, uriKind } from './uri.ts';

/**
 * Takes a path that somebody typed and the directory that it begins at; where nothing is there, gives the question
 * whether the path was meant that one name in it, misspelt, would make of it: `; did you mean openapi.yaml?`. Else ''.
 */
export function fileHint(path: string, cwd: string): string {
  const near = uriKind(path) === 'file' ? nearestFile(path, cwd) : undefined;
  return near === undefined ? '' : `; did you mean ${near}?`;
}

/**
 * Takes a path that leads nowhere, the directory that it begins at, and whether a folder or file may be looked at; gives
 * the path that one name in it, misspelt, would make of it, if there is such a file.
 */
export function nearestFile(
  path: string,
  cwd: string,
  isOpen: (path: string) => boolean = () => true,
): string | undefined {
  const parts = normalizePath(path).split('/');
  const at = (count: number): string =>
    resolve(cwd, isAbsolute(path) ? '/' : '.', parts.slice(0, count).join('/') || '.');
  const missing = parts.findIndex((_, index) => !existsSync(at(index + 1)));
  if (missing === -1 || !isOpen(at(missing))) return undefined;
  const near = nearestName(parts[missing] ?? '', namesIn(at(missing)));
  if (near === undefined) return undefined;
  const meant = parts.with(missing, near).join('/');
  return existsSync(resolve(cwd, meant)) && isOpen(resolve(cwd, meant)) ? meant : undefined;
}

/** So many names of a folder are looked at, which may hold any number of them. */
const mostNames = 5_000;

function namesIn(path: string): readonly string[] {
  const names: string[] = [];
  try {
    const folder = opendirSync(path);
    try {
      for (let entry = folder.readSync(); entry && names.length < mostNames; entry = folder.readSync())
        names.push(entry.name);
    } finally {
      folder.closeSync();
    }
  } catch {
    // What cannot be read has no names to tell.
  }
  return names.sort();
}
