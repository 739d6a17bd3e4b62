import { evaluateExpression } from '../../captures.ts';
import { textOf } from '../../variables.ts';
import { AuthenticationFailed } from '../errors.ts';
import type { AuthConfig, Authenticator, AuthTools } from './config.ts';
import { placeToken } from './static.ts';
import { createTokenCache, type Token } from './token-cache.ts';

/** Fetches tokens by the client credentials grant (RFC 6749 section 4.4). */
export function clientCredentialsAuth(
  config: AuthConfig & { readonly type: 'oauth2-client-credentials' },
  tools: AuthTools,
): Authenticator {
  const fields = {
    grant_type: 'client_credentials',
    client_id: config.clientId,
    client_secret: config.clientSecret,
    ...(config.scope !== undefined && { scope: config.scope }),
  };
  const json = config.body === 'json';
  const target = config.tokenUrl ?? config.tokenPath;
  if (target === undefined) throw new AuthenticationFailed('tokenUrl or tokenPath is missing');
  return tokenAuth(tools, {
    method: 'POST',
    target,
    contentType: json ? 'application/json' : 'application/x-www-form-urlencoded',
    body: json ? JSON.stringify(fields) : new URLSearchParams(fields).toString(),
    headers: {},
    token: '$response.body#/access_token',
    expiresIn: '$response.body#/expires_in',
  });
}

/** Fetches tokens by a request of the API's own. */
export function loginAuth(config: AuthConfig & { readonly type: 'login' }, tools: AuthTools): Authenticator {
  const { method = 'POST', path, body, headers = {} } = config.request;
  return tokenAuth(tools, {
    method: method.toUpperCase(),
    target: path,
    contentType: 'application/json',
    body: body === undefined ? undefined : textOf(typeof body === 'string' ? body : body),
    headers,
    token: config.token,
    expiresIn: config.expiresIn,
  });
}

interface TokenRequest {
  readonly method: string;
  readonly target: string;
  readonly contentType: string;
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Runtime expressions. */
  readonly token: string;
  readonly expiresIn: string | undefined;
}

function tokenAuth(tools: AuthTools, request: TokenRequest): Authenticator {
  const cache = createTokenCache(
    () => fetchToken(tools, request),
    () => tools.now(),
  );
  return {
    credentials: async (_, scheme) => placeToken(await cache.get(), scheme),
    renew: () => cache.forget(),
  };
}

async function fetchToken(tools: AuthTools, request: TokenRequest): Promise<Token> {
  const { method, target, contentType, body } = request;
  const headers = Object.entries(request.headers);
  if (!headers.some(([name]) => name.toLowerCase() === 'content-type'))
    headers.push(['content-type', contentType]);
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const answer = await tools.fetch({ method, target, headers, body: bytes });
  if (answer.status < 200 || answer.status > 299) {
    throw new AuthenticationFailed(`${method} ${target} was to give a token and answered ${answer.status}`);
  }
  const named = answer.headers.map(([name, value]) => ({ name, value }));
  const source = {
    request: { method, target, headers: [], body: undefined },
    response: { status: answer.status, headers: named, body: { bytes: answer.bytes } },
  };
  const evaluate = (expression: string) => evaluateExpression(expression, source, new Map());
  const token = evaluate(request.token);
  if ('reason' in token) throw new AuthenticationFailed(`${method} ${target} gave no token: ${token.reason}`);
  const value = textOf(token.value);
  tools.addSecret(value);
  const expires = request.expiresIn === undefined ? undefined : evaluate(request.expiresIn);
  const seconds = expires && 'value' in expires ? Number(expires.value) : NaN;
  return { value, expiresIn: Number.isFinite(seconds) && seconds > 0 ? seconds : undefined };
}
