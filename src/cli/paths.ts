import { isAbsolute, posix, relative, resolve } from 'node:path';

/** Takes a folder and a path written in a file there; gives the path from where the folder's starts. */
export function fromBase(base: string, path: string): string {
  const absolute = path.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(path) || path === '-';
  return base === '' || absolute ? path : posix.normalize(`${base}/${path}`);
}

/** Takes the working directory and the path of a file or folder; gives it relative to the former, with `/`. */
export function fromCwd(cwd: string, path: string): string {
  return relative(cwd, resolve(cwd, path)).replaceAll('\\', '/');
}

/** As `fromCwd` where a path is absolute: others are as they should be. */
export function withoutRoot(cwd: string, path: string): string {
  return isAbsolute(path) ? fromCwd(cwd, path) : path;
}
