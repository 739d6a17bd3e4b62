import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { expandSources } from '../document/sources.ts';
import { uriKind } from '../document/uri.ts';
import { fromBase } from './paths.ts';
import type { Settings } from './settings.ts';

/** What a run depends on beside the files that its store reads. */
export interface Watched {
  /** Files that were read, or would be if they were there; relative to the working directory. */
  readonly files: readonly string[];
  /** What the user named: files, folders and globs, in which descriptions may come to be. */
  readonly sources: readonly string[];
}

/** Takes what the user named, the settings of a run, and its baseline; gives what it depends on. */
export function watchedBy(
  named: readonly string[],
  { config, base }: Pick<Settings, 'config' | 'base'>,
  baseline: string | undefined,
): Watched {
  const meant = (name: string): string => {
    const spec = config.apis.get(name)?.spec;
    return spec === undefined ? name : fromBase(base, spec);
  };
  return {
    files: baseline === undefined ? [] : [baseline],
    sources: (named.length === 0 ? [...config.apis.keys()] : named).map(meant),
  };
}

/** More folders than this are not watched: the system has only so many watches for everybody. */
const mostFolders = 2_000;

/** Takes what the user named and the working directory; gives the files that are there now and may be descriptions. */
export async function candidates(sources: readonly string[], cwd: string): Promise<readonly string[]> {
  const local = sources.filter((source) => uriKind(source) === 'file');
  return (await expandSources(local, { cwd, only: 'any' })).sources;
}

/** Takes what the user named and the working directory; gives the folders in which a candidate may come to be. */
export async function candidateFolders(
  sources: readonly string[],
  cwd: string,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const source of sources) {
    if (uriKind(source) !== 'file') continue;
    const path = resolve(cwd, source);
    const isFolder = await stat(path).then(
      (file) => file.isDirectory(),
      () => false,
    );
    if (isFolder) await addFolders(path, found);
    else if (/[*?{[]/.test(source)) await addFolders(resolve(cwd, fixedPart(source)), found);
    else found.add(dirname(path));
  }
  return found;
}

/** Of a glob, the folders before the first part that may be several. */
function fixedPart(glob: string): string {
  const parts = glob.replaceAll('\\', '/').split('/');
  const first = parts.findIndex((part) => /[*?{[]/.test(part));
  return parts.slice(0, first).join('/') || (glob.startsWith('/') ? '/' : '.');
}

/** Adds a folder and those below it, but for the ones that are passed over when descriptions are looked for. */
async function addFolders(top: string, found: Set<string>): Promise<void> {
  const left = [top];
  for (let folder = left.pop(); folder !== undefined && found.size < mostFolders; folder = left.pop()) {
    found.add(folder);
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries)
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
        left.push(join(folder, entry.name));
  }
}
