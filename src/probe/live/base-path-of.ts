import type { LiveOptions } from './session.ts';

/** Takes where requests are sent; gives what takes the place of the contract's base path, '' for nothing that does, `/` for none. */
export function basePathOf({ target, basePath }: Pick<LiveOptions, 'target' | 'basePath'>): string {
  return basePath ?? (URL.canParse(target) ? new URL(target).pathname.replace(/\/+$/, '') : '');
}
