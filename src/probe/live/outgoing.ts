import { redacted, type Request } from '../exchange.ts';
import type { AuthConfig, Credentials } from './auth/config.ts';
import type { WireRequest } from './wire.ts';

/**
 * Takes a request, the path that it goes to and headers for all requests; gives what is sent of it without
 * credentials: what a recording has no value for is left out.
 */
export function plainRequest(
  request: Request,
  path: string,
  added: ReadonlyMap<string, string>,
): WireRequest {
  return {
    method: request.method,
    path: withoutRedacted(path),
    headers: plainHeaders(request, added),
    body: request.body?.bytes,
    timeoutMs: request.timeoutMs,
  };
}

function plainHeaders(request: Request, added: ReadonlyMap<string, string>): (readonly [string, string])[] {
  const headers: (readonly [string, string])[] = [];
  for (const { name, value } of request.headers) {
    const lower = name.toLowerCase();
    // Frames are read as they are: what a browser has offered would be used.
    if (!value.includes(redacted) && lower !== 'sec-websocket-extensions') headers.push([lower, value]);
  }
  if (added.size === 0 && !request.body?.data) return headers;
  const written = headers.length;
  const isWritten = (name: string): boolean =>
    headers.findIndex(([one], index) => index < written && one === name) !== -1;
  for (const [name, value] of added) {
    const lower = name.toLowerCase();
    if (!isWritten(lower)) headers.push([lower, value]);
  }
  // Data without a type is JSON: a provider that asks for a Content-Type is right to.
  if (request.body?.data && !isWritten('content-type')) headers.push(['content-type', 'application/json']);
  return headers;
}

function withoutRedacted(path: string): string {
  const mark = path.indexOf('?');
  if (mark === -1 || !(path.includes(redacted, mark) || path.includes('%2', mark))) return path;
  const kept = path
    .slice(mark + 1)
    .split('&')
    .filter((pair) => !/=(\*\*\*|%2A%2A%2A)$/i.test(pair));
  return kept.length === 0 ? path.slice(0, mark) : `${path.slice(0, mark)}?${kept.join('&')}`;
}

/**
 * Takes a request and credentials; gives it with them. What it says itself wins: a test of wrong credentials must be
 * able to send them. Cookies share one line (RFC 6265 section 5.4).
 */
export function withCredentials(request: WireRequest, { headers, query }: Credentials): WireRequest {
  if (headers.length === 0 && query.length === 0) return request;
  const own = new Set(request.headers.map(([name]) => name));
  const mark = request.path.indexOf('?');
  const named = new Set(new URLSearchParams(mark === -1 ? '' : request.path.slice(mark + 1)).keys());
  const pairs = query
    .filter(([name]) => !named.has(name))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const joined = pairs.join('&');
  const added = headers.filter(([name]) => name !== 'cookie' && !own.has(name));
  const cookies = headers.filter(([name]) => name === 'cookie').map(([, value]) => value);
  return {
    ...request,
    path: joined === '' ? request.path : `${request.path}${mark === -1 ? '?' : '&'}${joined}`,
    headers: [...withCookies(request.headers, cookies), ...added],
  };
}

function withCookies(headers: WireRequest['headers'], cookies: readonly string[]): WireRequest['headers'] {
  if (cookies.length === 0) return headers;
  const written = headers.filter(([name]) => name === 'cookie').map(([, value]) => value);
  const names = new Set(
    written
      .join(';')
      .split(';')
      .map((pair) => pair.split('=', 1)[0]?.trim()),
  );
  const added = cookies.filter((pair) => !names.has(pair.split('=', 1)[0]?.trim()));
  const rest = headers.filter(([name]) => name !== 'cookie');
  return [...rest, ['cookie', [...written, ...added].join('; ')]];
}

/** Takes a configured authentication; gives what of it must not be shown. */
export function secretsOf(config: AuthConfig): readonly string[] {
  switch (config.type) {
    case 'bearer':
      return [config.token];
    case 'basic':
      return [config.password];
    case 'api-key':
      return [config.value];
    case 'oauth2-client-credentials':
      return [config.clientSecret];
    case 'oauth2-refresh-token':
      return [config.refreshToken, ...(config.clientSecret === undefined ? [] : [config.clientSecret])];
    case 'hmac':
      return [config.key];
    case 'value':
      // `user:password`: either is one too.
      return [config.value, config.value.slice(config.value.indexOf(':') + 1)];
    // What is secret in these comes from the environment, and whoever read that has said so.
    case 'login':
    case 'sign':
    case 'mutual-tls':
      return [];
  }
}
