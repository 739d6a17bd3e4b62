import type { Matcher } from '../../openapi/match.ts';
import { liveResponse } from './documents.ts';
import type { Sending, Sent } from './sent.ts';
import type { WireRequest, WireResult } from './wire.ts';

/** A request for a token below the target, and its answer. */
interface Fetched extends Sending {
  readonly request: WireRequest;
  /** As the config writes it: below the base path. */
  readonly target: string;
  readonly result: WireResult & { readonly kind: 'response' };
}

/**
 * Takes what finds operations, and what fetched a token; gives it as an exchange, undefined where the contract does not
 * describe the endpoint. Of its request, which holds the secrets of a client, nothing is told but where it went.
 */
export function tokenExchange(
  match: Matcher,
  { request: { method, path, headers }, target, result, origin, redactor, uriOf }: Fetched,
): Sent | undefined {
  const found = match(method, /^https?:/i.test(target) ? new URL(target).pathname : target);
  if (found.kind !== 'matched') return undefined;
  const { node, key } = found.operation;
  const name = `${key}: what gave out a token`;
  const type = headers.filter(([field]) => field === 'content-type' || field === 'accept');
  const request = {
    node,
    method,
    target,
    targetNode: node,
    query: [],
    headers: type.map(([field, value]) => ({ name: field, value, node })),
    body: undefined,
    auth: undefined,
  };
  const { response, document } = liveResponse(() => uriOf(name), result, redactor);
  return {
    exchange: { name, node, mode: 'live', request, response },
    url: origin + path,
    wire: () => request,
    document,
  };
}
