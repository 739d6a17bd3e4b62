import { basePaths } from '../../openapi/base-paths.ts';
import type { Api } from '../../openapi/model.ts';
import type { Matcher } from '../../openapi/match.ts';

/** Where requests go. */
export interface Address {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Takes a method and a path with its query, with or without the contract's base path; gives the path to send. */
  path(method: string, target: string): string;
}

/**
 * Takes the URL of a target, the API and its matcher; gives how requests are addressed. A path in the target's URL
 * takes the place of the base path of the contract's server. Throws TypeError for what is no http(s) URL.
 */
export function createAddress(target: string, api: Api, match: Matcher): Address {
  const url = new URL(target);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new TypeError(`${target} is no http(s) URL`);
  const own = url.pathname.replace(/\/+$/, '');
  const bases = api.servers.flatMap(basePaths);
  return {
    origin: url.origin,
    path(method, written) {
      const found = match(method, written);
      const known =
        found.kind === 'matched'
          ? found.basePath
          : (bases.find((base) => base !== '' && written.startsWith(`${base}/`)) ?? '');
      const servers = found.kind === 'matched' ? found.operation.servers.flatMap(basePaths) : bases;
      const base = own !== '' ? own : known !== '' ? known : (servers[0] ?? '');
      return base + written.slice(known.length);
    },
  };
}
