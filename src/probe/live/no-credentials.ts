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
