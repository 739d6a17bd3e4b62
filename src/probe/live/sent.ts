import type { Document } from '../../document/document.ts';
import type { Exchange, Request } from '../exchange.ts';
import type { Redactor } from '../redact.ts';
import { liveMessage, liveResponse } from './documents.ts';
import type { WireFailure, WireRequest, WireResult } from './wire.ts';

/** What sending an exchange's request came to. */
export interface Sent {
  /** With the request as it went out, without credentials, and the response that came back. */
  readonly exchange: Exchange;
  readonly url: string;
  /** Gives the request with all its headers, as far as it came: what a command that repeats it is made of. */
  readonly wire: () => Request;
  readonly document: Document | undefined;
  /** The connection was refused, or broke: the provider may be gone. */
  readonly lost?: WireFailure['kind'] | undefined;
}

/** Where requests of a run go, and who knows its secrets. */
export interface Sending {
  readonly origin: string;
  readonly redactor: Redactor;
  /** Takes the name of an exchange; gives a name for the document of its answer that no other of the run has. */
  readonly uriOf: (name: string) => string;
}

/** Gives what names the documents of answers: exchanges may have the same name. */
export function createUris(): Sending['uriOf'] {
  const numbers = new Map<string, number>();
  return (name) => {
    const number = (numbers.get(name) ?? 0) + 1;
    numbers.set(name, number);
    return number === 1 ? `live:${name}` : `live:${name} (${number})`;
  };
}

/**
 * Takes a run, an exchange, its request as it went out last, why it was sent again, and what came back; gives what that
 * came to.
 */
export function sentAs(
  sending: Sending,
  exchange: Exchange,
  last: WireRequest,
  before: readonly string[],
  result: WireResult,
): Sent {
  if (result.kind === 'response') return sentWith(sending, exchange, last, before, result, undefined);
  const lost = result.kind === 'broken' && result.slow ? undefined : result.kind;
  return { ...sentWith(sending, exchange, last, before, undefined, failureOf(result)), lost };
}

/** Takes a run, an exchange, its request, and in a sentence why it was not sent; gives that. */
export function notSent(sending: Sending, exchange: Exchange, last: WireRequest, why: string): Sent {
  return sentWith(sending, exchange, last, [], undefined, why, true);
}

function sentWith(
  { origin, redactor, uriOf }: Sending,
  exchange: Exchange,
  last: WireRequest,
  before: readonly string[],
  result: (WireResult & { readonly kind: 'response' }) | undefined,
  failure: string | undefined,
  unsent?: true,
): Sent {
  const { name, node, request, response: recorded } = exchange;
  const answer = result && liveResponse(() => uriOf(name), result, redactor);
  const said = result?.messages
    ?.filter(({ from }) => from === 'provider')
    .map(({ text }, index) => liveMessage(uriOf(`${name} message ${index + 1}`), text, redactor));
  // Written out, as are those that were not sent: one shape for all.
  const live: Exchange = {
    name,
    node,
    mode: 'live',
    request,
    response: answer?.response,
    messages: said
      ? [...(exchange.messages ?? []).filter(({ from }) => from === 'client'), ...said]
      : exchange.messages,
    expected: recorded && { status: recorded.status, node: recorded.statusNode },
    failure,
    unsent,
    before: before.length === 0 ? undefined : before,
  };
  return {
    exchange: live,
    url: origin + last.path,
    wire: () => ({
      ...request,
      headers: last.headers.map(([field, value]) => ({ name: field, value, node: request.node })),
    }),
    document: answer?.document,
    lost: undefined,
  };
}

function failureOf(result: WireFailure): string {
  const status = result.kind === 'broken' ? result.status : undefined;
  // What is said of a WebSocket says that it was opened.
  return status === undefined || status === 101
    ? result.reason
    : `${result.reason} (its status was ${status})`;
}
