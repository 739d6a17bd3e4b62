import { evaluateExpression } from '../../captures.ts';
import { textOf } from '../../variables.ts';
import { AuthenticationFailed } from '../errors.ts';
import type { Authenticator, AuthTools } from './config.ts';
import { placeToken } from './static.ts';
import { createTokenCache, type Token } from './token-cache.ts';

/** A request whose answer holds a token. */
export interface TokenRequest {
  readonly method: string;
  readonly target: string;
  readonly contentType: string;
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Runtime expressions; the latter gives seconds. */
  readonly token: string;
  readonly expiresIn: string | undefined;
  /** Where the answer has a new refresh token (RFC 6749 section 6), and who wants to know. */
  readonly rotated?: { readonly expression: string; readonly keep: (token: string) => void };
}

/** Takes what makes the request for a token; gives what fetches one when it is needed and puts it into requests. */
export function tokenAuth(tools: AuthTools, request: () => Promise<TokenRequest>): Authenticator {
  const cache = createTokenCache(
    async () => fetchToken(tools, await request()),
    () => tools.now(),
  );
  return {
    credentials: async (_, scheme) => placeToken(await cache.get(), scheme),
    renew: ({ headers, query }) =>
      cache.forget((token) => [...headers, ...query].some(([, value]) => value.includes(token))),
  };
}

async function fetchToken(tools: AuthTools, request: TokenRequest): Promise<Token> {
  const { method, target, contentType, body, rotated } = request;
  const headers = Object.entries(request.headers);
  if (!headers.some(([name]) => name.toLowerCase() === 'content-type'))
    headers.push(['content-type', contentType]);
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const answer = await tools.fetch({ method, target, headers, body: bytes });
  if (answer.status < 200 || answer.status > 299) {
    const why = reasonOf(answer.bytes);
    throw new AuthenticationFailed(
      `${method} ${target} was to give a token and answered ${answer.status}${why}`,
    );
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
  const scope = evaluate('$response.body#/scope');
  if ('value' in scope && typeof scope.value === 'string') tools.addScopes?.(value, scope.value);
  if (rotated) {
    const next = evaluate(rotated.expression);
    if ('value' in next && typeof next.value === 'string') {
      tools.addSecret(next.value);
      rotated.keep(next.value);
    }
  }
  const expires = request.expiresIn === undefined ? undefined : evaluate(request.expiresIn);
  const seconds = expires && 'value' in expires ? Number(expires.value) : NaN;
  return { value, expiresIn: Number.isFinite(seconds) && seconds > 0 ? seconds : undefined };
}

/** The `error` of an error response (RFC 6749 section 5.2), which is one of few words and no secret. */
function reasonOf(bytes: Uint8Array): string {
  const [, error] = /"error"\s*:\s*"([a-z_]{1,40})"/.exec(Buffer.from(bytes).toString('latin1')) ?? [];
  return error === undefined ? '' : ` (${error})`;
}
