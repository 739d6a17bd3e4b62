import type { ActiveFaults } from '../faults.ts';
import type { Handler, Request } from '../http.ts';
import { json, Refusal, type Reply } from '../reply.ts';
import type { Clock } from '../clock.ts';
import { limiter, TIERS, TOKEN_LIMIT, type Allowance, type Limit } from './limits.ts';
import type { Scope, Tokens } from './tokens.ts';

/** What every request has to pass: rate limits, access token, scope. */
export interface Gate {
  /** A handler behind a scope. */
  guarded(scope: Scope, handle: Handler): Handler;
  /** The handler of the token endpoint, behind its limit by address. */
  tokenEndpoint(handle: Handler): Handler;
  /** Puts the rate limit headers on a reply. */
  finish(reply: Reply, request: Request): Reply;
}

function addressOf(request: Request): string {
  return request.header('x-forwarded-for') || '127.0.0.1';
}

const CODES = new Map([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [405, 'not_found'],
  [429, 'rate_limited'],
  [500, 'server_error'],
]);

/** A refusal in the error envelope. */
export function refuse({ status, code, message, details }: Refusal): Reply {
  // A type that is not JSON makes a request that is not valid; an id that cannot be read names nothing.
  const sent = code === 'malformed-path' ? 404 : status === 415 ? 400 : status;
  const error = { code: CODES.get(sent) ?? 'validation_error', message };
  return json(sent, { error: details === undefined ? error : { ...error, details } });
}

/** A gate with full buckets. */
export function gate(clock: Clock, tokens: Tokens, faults: ActiveFaults): Gate {
  const take = limiter();
  const allowances = new WeakMap<Request, Allowance>();

  function spend(request: Request, caller: string, limit: Limit): void {
    const allowance = take(caller, limit, clock.now());
    allowances.set(request, allowance);
    if (allowance.retryAfter === undefined) return;
    const message = `Rate limit exceeded. Retry after ${allowance.retryAfter} seconds.`;
    const headers = { 'retry-after': String(allowance.retryAfter) };
    throw new Refusal(429, 'rate_limited', message, {
      headers: faults.has('retry-after-missing') ? {} : headers,
    });
  }

  return {
    guarded: (scope, handle) => async (request) => {
      const token = /^Bearer +(\S+)$/i.exec(request.header('authorization'))?.[1];
      const ignoreExpiry = faults.has('expired-tokens-accepted');
      const key = token === undefined ? undefined : await tokens.verify(token, { ignoreExpiry });
      const caller = key ? `key ${key.id}` : `address ${addressOf(request)}`;
      spend(request, caller, key ? key.limit : TIERS.default);
      if (!key) {
        const status = faults.has('missing-token-as-403') ? 403 : 401;
        const cause = token === undefined ? '' : ', error="invalid_token"';
        throw new Refusal(status, 'unauthorized', 'Invalid or expired access token', {
          headers: { 'www-authenticate': `Bearer realm="salina"${cause}` },
        });
      }
      if (!key.scopes.includes(scope) && !faults.has('scopes-ignored')) {
        throw new Refusal(403, 'forbidden', `This endpoint requires ${scope} scope`);
      }
      return handle(request);
    },
    tokenEndpoint: (handle) => (request) => {
      spend(request, `token ${addressOf(request)}`, TOKEN_LIMIT);
      return handle(request);
    },
    finish(reply, request) {
      const { limit, remaining, reset } =
        allowances.get(request) ?? take(`address ${addressOf(request)}`, TIERS.default, clock.now());
      return {
        ...reply,
        headers: {
          ...reply.headers,
          'x-ratelimit-limit': String(limit),
          'x-ratelimit-remaining': String(remaining),
          'x-ratelimit-reset': String(reset),
        },
      };
    },
  };
}
