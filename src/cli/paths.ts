import { posix, relative, resolve } from 'node:path';

/** Takes a folder and a path written in a file there; gives the path from where the folder's starts. */
export function fromBase(base: string, path: string): string {
  const absolute = path.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(path) || path === '-';
  return base === '' || absolute ? path : posix.normalize(`${base}/${path}`);
}

/** Takes an absolute folder and the path of a file or folder; gives it relative to the former, with `/`. */
export function fromFolder(folder: string, path: string): string {
  return relative(folder, resolve(folder, path)).replaceAll('\\', '/');
}
