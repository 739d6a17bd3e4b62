import { existsSync, readdirSync } from 'node:fs';
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

function nearestFile(path: string, cwd: string): string | undefined {
  const parts = normalizePath(path).split('/');
  const at = (count: number): string =>
    resolve(cwd, isAbsolute(path) ? '/' : '.', parts.slice(0, count).join('/') || '.');
  const missing = parts.findIndex((_, index) => !existsSync(at(index + 1)));
  if (missing === -1) return undefined;
  const near = nearestName(parts[missing] ?? '', namesIn(at(missing)));
  if (near === undefined) return undefined;
  const meant = parts.with(missing, near).join('/');
  return existsSync(resolve(cwd, meant)) ? meant : undefined;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
