import type { Operation } from '../../openapi/model.ts';
import type { Exchange } from '../exchange.ts';
import { showsCredentials } from '../judge/security.ts';
import type { Redactor } from '../redact.ts';
import type { Credentials } from './auth/config.ts';
import type { WireRequest } from './wire.ts';

/**
 * How a request is tried in place of its own credentials: without any, with made-up ones, as another user, or
 * with ones that are to be refused.
 */
export type InsteadOfCredentials = 'none' | 'wrong' | 'other' | 'refused';

const wrong = 'apicheck-wrong-credentials';

/** Takes a request and who knows what is secret; gives it without headers, cookies and parameters that are. */
export function withoutCredentials(request: WireRequest, redactor: Redactor): WireRequest {
  const headers = request.headers.filter(([name]) => !redactor.isSecretHeader(name));
  const mark = request.path.indexOf('?');
  if (mark === -1) return { ...request, headers };
  const pairs = request.path
    .slice(mark + 1)
    .split('&')
    .filter((pair) => redactor.target(`?${pair}`) === `?${pair}`);
  const query = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  return { ...request, headers, path: request.path.slice(0, mark) + query };
}

/** Takes credentials; gives others of the same form that nobody was ever given. */
export function wrongCredentials({ headers, query }: Credentials): Credentials {
  return {
    headers: headers.map(([name, value]) => [name, wrongValue(name, value)]),
    query: query.map(([name]) => [name, wrong]),
  };
}

function wrongValue(name: string, value: string): string {
  if (name === 'cookie') return value.replace(/=.*/s, `=${wrong}`);
  const [, scheme] = /^([A-Za-z][\w-]*) /.exec(value) ?? [];
  if (scheme === undefined) return wrong;
  if (scheme.toLowerCase() !== 'basic') return `${scheme} ${wrong}`;
  return `${scheme} ${Buffer.from(`apicheck:${wrong}`).toString('base64')}`;
}

/**
 * Takes an exchange and its operation; gives whether its recording is of a request that was refused as it had no
 * credentials, which it is to be again: one with a 401 and none in sight, and of traffic that has all that was sent, one
 * with a 403 too. In files that people write, a 403 is what the configured user gets.
 */
export function wasRefusedWithout(
  { request, response }: Exchange,
  operation: Operation | undefined,
): boolean {
  const status = response?.status;
  if ((status !== 401 && status !== 403) || request.auth !== undefined || !operation) return false;
  if (status === 403 && (request.isTraffic !== true || request.credentialsLeftOut === true)) return false;
  return !showsCredentials(request, operation);
}
