import type * as Crypto from 'node:crypto';

let loaded: typeof Crypto | undefined;

/** Gives the module of Node.js, which takes as long to load as a small description to be read, when it is needed. */
export function crypto(): typeof Crypto {
  return (loaded ??= process.getBuiltinModule('node:crypto'));
}
