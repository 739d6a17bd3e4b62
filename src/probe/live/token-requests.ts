import type { Matcher } from '../../openapi/match.ts';
import type { Address } from './address.ts';
import type { AuthTools } from './auth/config.ts';
import { AuthenticationFailed } from './errors.ts';
import type { Waiting } from './patience.ts';
import type { Sending, Sent } from './sent.ts';
import { tokenExchange } from './token-exchange.ts';
import { createTransport } from './transport.ts';
import type { TransportOptions, WireRequest, WireResult } from './wire.ts';

/** Fetches tokens, below the target or from another host, and remembers what the target gave out. */
export interface TokenRequests {
  readonly fetch: AuthTools['fetch'];
  /** What gave out tokens below the target: the first request to each place, and its answer. */
  told(): readonly Sent[];
}

/**
 * Takes a run, what finds operations, how requests are addressed, how to reach other hosts, the time, and what sends a
 * request to the target; gives what fetches tokens. It throws AuthenticationFailed where there is no answer.
 */
export function fetchTokens(
  sending: Sending,
  match: Matcher,
  address: Address,
  { socketPath: _, ...direct }: TransportOptions,
  waiting: Waiting,
  send: (request: WireRequest) => Promise<WireResult>,
): TokenRequests {
  const { origin, redactor } = sending;
  const fetched = new Map<string, () => Sent | undefined>();
  return {
    told: () => [...fetched.values()].flatMap((tell) => tell() ?? []),
    async fetch({ method, target, headers, body }) {
      if (/^https?:/i.test(target) && !URL.canParse(target))
        throw new AuthenticationFailed(`${redactor.text(target)} is no URL`);
      const elsewhere = /^https?:/i.test(target) ? new URL(target) : undefined;
      const foreign = elsewhere !== undefined && elsewhere.origin !== origin;
      const path = elsewhere ? elsewhere.pathname + elsewhere.search : address.path(method, target);
      const other = foreign ? await createTransport(elsewhere.origin, direct, waiting.now) : undefined;
      try {
        const request = { method, path, headers, body };
        const result = await (other ? other.send(request) : send(request));
        if (!other && result.kind === 'response' && !fetched.has(path))
          fetched.set(path, () => tokenExchange(match, { ...sending, request, target, result }));
        if (result.kind === 'response') return result;
        throw new AuthenticationFailed(`${method} ${target} gave no token: ${result.reason}`);
      } finally {
        await other?.close();
      }
    },
  };
}
