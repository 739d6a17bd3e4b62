import { extname } from 'node:path';

/** Takes the path of a ruleset; gives whether it is a module, whose code runs when it is read. */
export function isModule(path: string): boolean {
  return /^\.(c|m)?(j|t)s$/.test(extname(path));
}
