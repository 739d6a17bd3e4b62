import { basePaths } from '../../openapi/base-paths.ts';
import type { Api, Operation } from '../../openapi/model.ts';
import type { Match, Matcher } from '../../openapi/match.ts';

/** Where requests go. */
export interface Address {
  /** Scheme, host and port. */
  readonly origin: string;
  /**
   * Takes a method, a path with its query, with or without the contract's base path, and what it was found to be in the
   * contract, if that is known; gives the path to send.
   */
  path(method: string, target: string, found?: Match): string;
}

/**
 * Takes the URL of a target, the API and its matcher, and a path; gives how requests are addressed. That path, else one
 * in the target's URL, takes the place of the base path of the contract's server; `/` is none. Throws TypeError for what
 * is no http(s) URL.
 */
export function createAddress(target: string, api: Api, match: Matcher, basePath?: string): Address {
  const url = new URL(target);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new TypeError(`${target} is no http(s) URL`);
  const own = (basePath ?? url.pathname).replace(/\/+$/, '').replace(/^(?=[^/])/, '/');
  const bases = api.servers.flatMap(basePaths);
  const firsts = new Map<Operation, string>();
  const firstOf = (operation: Operation): string => {
    let first = firsts.get(operation);
    if (first === undefined) firsts.set(operation, (first = operation.servers.flatMap(basePaths)[0] ?? ''));
    return first;
  };
  return {
    origin: url.origin,
    path(method, written, found = match(method, written)) {
      const known =
        found.kind === 'matched'
          ? found.basePath
          : (bases.find((base) => base !== '' && written.startsWith(`${base}/`)) ?? '');
      const first = found.kind === 'matched' ? firstOf(found.operation) : (bases[0] ?? '');
      const base = own !== '' || basePath !== undefined ? own : known !== '' ? known : first;
      return base + written.slice(known.length);
    },
  };
}
