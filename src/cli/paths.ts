/** Takes a folder and a path written in a file there; gives the path from where the folder's starts. */
export function fromBase(base: string, path: string): string {
  const absolute = path.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(path) || path === '-';
  return base === '' || absolute ? path : `${base}/${path}`;
}
