import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** The folders that what a text names may be read in. */
export interface Project {
  /** Takes a file that the user named; what is in the same project may be read from then on. */
  name(path: string): void;
  /** Takes the folders and files that the user allows beside it, instead of those that were given before. */
  allow(paths: readonly string[]): void;
  /**
   * Takes the path of a file that a text names; gives why it must not be read, undefined where it may. What links
   * lead to counts, and a file that is not there is nobody's secret.
   */
  refusal(path: string): string | undefined;
}

/**
 * Takes the working directory; gives its project: the repository around it, or where there is none, the directory
 * itself. Of each file that the user names, the repository around it belongs to the project, or its folder.
 */
export function createProject(cwd: string): Project {
  const roots = new Set<string>();
  const named = new Set<string>();
  let allowed: readonly string[] = [];
  let own: string | undefined;
  const nameFolder = (folder: string): void => {
    if (named.has(folder)) return;
    named.add(folder);
    roots.add(repositoryOf(folder) ?? folder);
  };
  return {
    name(path) {
      nameFolder(dirname(resolve(cwd, path)));
    },
    allow(paths) {
      allowed = paths.map((path) => resolve(cwd, path));
    },
    refusal(path) {
      if (own === undefined) {
        own = resolve(cwd);
        nameFolder(own);
      }
      const absolute = resolve(cwd, path);
      const real = realPath(absolute);
      if (real === undefined) return undefined;
      if (![...roots, ...allowed].some((root) => isWithin(real, realPath(root) ?? root))) {
        const to = real === absolute ? '' : ` and leads to ${real}`;
        return `is outside of the project${to}; --allow-path ${shownFolder(cwd, dirname(real))} allows it`;
      }
      return isRegular(real) ? undefined : 'is no regular file';
    },
  };
}

/** Takes a folder; gives the nearest from it on upwards that is a repository of Git. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return undefined;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function isRegular(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined || found.isFile() || found.isDirectory();
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function shownFolder(cwd: string, folder: string): string {
  const shown = relative(cwd, folder).replaceAll('\\', '/');
  return shown === '' ? '.' : shown;
}
