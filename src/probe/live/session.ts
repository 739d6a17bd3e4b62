import type { GenerateOptions } from '../generate/options.ts';
import type { Document } from '../../document/document.ts';
import type { Exchange, Request } from '../exchange.ts';
import type { ProbeContext } from '../judge/context.ts';
import { messageForms } from '../judge/messages.ts';
import type { ListenOptions } from '../listen/listener.ts';
import type { SentExchange } from '../recordings/sent.ts';
import type { Match } from '../../openapi/match.ts';
import type { Operation } from '../../openapi/model.ts';
import { createAddress } from './address.ts';
import type { Chosen } from './auth/authenticate.ts';
import type { AuthTools, Credentials, LoadModule } from './auth/config.ts';
import { isListening } from './listening.ts';
import { liveMessage, liveResponse } from './documents.ts';
import { AuthenticationFailed, TargetUnreachable } from './errors.ts';
import {
  wasRefusedWithout,
  withoutCredentials,
  wrongCredentials,
  type InsteadOfCredentials,
} from './no-credentials.ts';
import { tokenExchange } from './token-exchange.ts';
import { plainRequest, secretsOf, withCredentials } from './outgoing.ts';
import { withPatience, type Deliver, type Delivered, type Patience, type Waiting } from './patience.ts';
import { createTransport } from './transport.ts';
import { createUsers, type UserOptions, type Users } from './users.ts';
import type { TransportOptions, WireFailure, WireRequest, WireResult } from './wire.ts';

/** Where and how requests are sent. */
export interface LiveOptions extends TransportOptions, Patience, UserOptions {
  /** A URL; its path, if it has one, takes the place of the contract's base path. */
  readonly target: string;
  /** Takes the place of the contract's base path, as a path in `target` does; `/` where the target has none. */
  readonly basePath?: string;
  /** Sent with every request that does not have them itself. */
  readonly headers?: ReadonlyMap<string, string>;
  readonly loadModule: LoadModule;
  /** Recordings that are sent side by side; the exchanges of one follow each other. Default 1. */
  readonly concurrency?: number;
  /** Try whether operations refuse requests without credentials and with wrong ones. */
  readonly checkAuth?: boolean;
  /** Try that, too, with operations that change something. */
  readonly unsafe?: boolean;
  /** Where recordings that wait for webhooks and callbacks listen. */
  readonly listen?: ListenOptions;
  /** Sees every request that was answered, as it was sent with all its secrets. */
  readonly onSent?: (sent: SentExchange) => void;
  /** Make requests up from the contract, after the recordings. */
  readonly generate?: GenerateOptions;
}

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

/** A run on one target. */
export interface Session {
  /** The URL that a request goes to. */
  url(request: Request): string;
  /**
   * Sends the request of an exchange, with the credentials that it needs or others in their place; `found` is what it
   * is in the contract, if that is known. Throws TargetUnreachable if nothing has answered yet and nothing does.
   */
  send(exchange: Exchange, instead?: InsteadOfCredentials, found?: Match): Promise<Sent>;
  /** Asks with HEAD whether anybody is still at the target, whatever they answer. */
  listens(): Promise<boolean>;
  readonly users: Users;
  /** What gave out tokens below the target: the first request to each place, and its answer. */
  tokens(): readonly Sent[];
  close(): Promise<void>;
}

/** Takes what is judged against, where to send and the time; gives a session. */
export async function openSession(
  context: ProbeContext,
  options: LiveOptions,
  waiting: Waiting,
): Promise<Session> {
  const { api, match, redactor } = context;
  const address = createAddress(options.target, api, match, options.basePath);
  const transport = await createTransport(
    address.origin,
    { maxBytes: api.documents.limits.responseBytes, ...options },
    waiting.now,
  );
  let answered = false;
  const fetched = new Map<string, () => Sent | undefined>();

  const noticed = async (request: WireRequest): Promise<WireResult> => {
    const result = await transport.send(request);
    answered ||= result.kind !== 'unreachable';
    return result;
  };
  const sendOnce = (request: WireRequest): Promise<WireResult> =>
    answered ? transport.send(request) : noticed(request);
  const patient = withPatience(sendOnce, options, waiting);
  const reaching: Deliver = async (request, expected) => {
    const delivered = await patient(request, expected);
    const { result } = delivered;
    if (result.kind === 'unreachable' && !answered) {
      throw new TargetUnreachable(`${options.target} cannot be reached: ${redactor.text(result.reason)}`);
    }
    return delivered;
  };
  const deliver: Deliver = (request, expected) => (answered ? patient : reaching)(request, expected);

  const tools: AuthTools = {
    now: () => waiting.now(),
    loadModule: options.loadModule,
    addSecret: (secret) => redactor.add(secret),
    async fetch({ method, target, headers, body }) {
      if (/^https?:/i.test(target) && !URL.canParse(target))
        throw new AuthenticationFailed(`${redactor.text(target)} is no URL`);
      const elsewhere = /^https?:/i.test(target) ? new URL(target) : undefined;
      const foreign = elsewhere !== undefined && elsewhere.origin !== address.origin;
      const path = elsewhere ? elsewhere.pathname + elsewhere.search : address.path(method, target);
      const { socketPath: _, ...direct } = options;
      const other = foreign ? await createTransport(elsewhere.origin, direct, waiting.now) : undefined;
      try {
        const request = { method, path, headers, body };
        const result = other ? await other.send(request) : (await deliver(request)).result;
        if (!other && result.kind === 'response' && !fetched.has(path))
          fetched.set(path, () =>
            tokenExchange(match, { request, target, result, origin: address.origin, redactor }),
          );
        if (result.kind === 'response') return result;
        throw new AuthenticationFailed(`${method} ${target} gave no token: ${result.reason}`);
      } finally {
        await other?.close();
      }
    },
  };
  for (const configs of [options.auth, options.otherAuth, options.refusedAuth])
    for (const config of configs?.values() ?? [])
      for (const secret of secretsOf(config)) redactor.add(secret);
  const users = createUsers(api, options, tools);
  const added = options.headers ?? new Map<string, string>();
  const conversing = new Map<Operation, boolean>();
  /** Whether messages follow the handshake of an operation. */
  const converse = (operation: Operation): boolean => {
    let known = conversing.get(operation);
    if (known === undefined)
      conversing.set(operation, (known = messageForms(context, operation) !== undefined));
    return known;
  };

  return {
    url: (request) => address.origin + address.path(request.method, request.target),
    users,
    tokens: () => [...fetched.values()].flatMap((tell) => tell() ?? []),
    close: () => transport.close(),
    listens: () =>
      isListening((request) => transport.send(request), waiting.sleep, address.path('HEAD', '/')),
    send(exchange, given, found = match(exchange.request.method, exchange.request.target)) {
      const { request } = exchange;
      const operation = found.kind === 'matched' ? found.operation : undefined;
      const instead = given ?? (wasRefusedWithout(exchange, operation) ? 'none' : undefined);
      const chosen = users.choose(request, operation, instead);
      const path = address.path(request.method, request.target, found);
      const requested = plainRequest(request, path, added);
      const messages = exchange.messages?.filter(({ from }) => from === 'client');
      const converses = messages !== undefined || (operation && converse(operation));
      const written = converses ? { ...requested, messages: messages ?? [] } : requested;
      const plain = instead === undefined ? written : withoutCredentials(written, redactor);
      if (!chosen.nobody) return sendAs(chosen, exchange, plain, instead);
      const startedAt = waiting.now();
      return deliver(plain, expectedOf(exchange)).then((delivered) =>
        cameTo(exchange, plain, delivered, startedAt),
      );
    },
  };

  /** Sends the request of an exchange with the credentials of those who were chosen for it, or others in their place. */
  async function sendAs(
    chosen: Chosen,
    exchange: Exchange,
    plain: WireRequest,
    instead: InsteadOfCredentials | undefined,
  ): Promise<Sent> {
    let last = plain;
    const startedAt = waiting.now();
    let used: Credentials = noCredentials;
    const attempt = async (): Promise<Delivered> => {
      const url = address.origin + plain.path;
      const outgoing = { method: plain.method, url, headers: plain.headers, body: plain.body };
      if (instead !== 'none') used = await chosen.credentials(outgoing);
      for (const [, value] of [...used.headers, ...used.query]) {
        redactor.add(value);
        // `Bearer TOKEN`: the token alone is as secret as the whole.
        redactor.add(value.slice(value.lastIndexOf(' ') + 1));
      }
      last = withCredentials(plain, instead === 'wrong' ? wrongCredentials(used) : used);
      return deliver(last, expectedOf(exchange));
    };
    try {
      let delivered = await attempt();
      // A token may have been revoked before its time; one that was to be refused is refused again.
      const refused = delivered.result.kind === 'response' && delivered.result.status === 401;
      if (refused && exchange.response?.status !== 401 && instead === undefined && chosen.renew(used))
        delivered = await attempt();
      return cameTo(exchange, last, delivered, startedAt);
    } catch (error) {
      if (!(error instanceof AuthenticationFailed)) throw error;
      return sentAs(exchange, last, [], undefined, error.message);
    }
  }

  function cameTo(
    exchange: Exchange,
    last: WireRequest,
    { result, before }: Delivered,
    startedAt: number,
  ): Sent {
    if (result.kind !== 'response') {
      const lost = result.kind === 'broken' && result.slow ? undefined : result.kind;
      return { ...sentAs(exchange, last, before, undefined, failureOf(result)), lost };
    }
    options.onSent?.({
      name: exchange.name,
      request: last,
      response: result,
      ...(result.messages && { messages: result.messages }),
      startedAt,
      durationMs: waiting.now() - startedAt,
    });
    return sentAs(exchange, last, before, result);
  }

  /**
   * Takes an exchange, its request as it went out last, why it was sent again, and the answer or in a sentence why there
   * is none; gives what that came to.
   */
  function sentAs(
    exchange: Exchange,
    last: WireRequest,
    before: readonly string[],
    result: (WireResult & { readonly kind: 'response' }) | undefined,
    failure?: string,
  ): Sent {
    const { name, node, request, response: recorded } = exchange;
    const answer = result && liveResponse(name, result, redactor);
    const said = result?.messages
      ?.filter(({ from }) => from === 'provider')
      .map(({ text }, index) => liveMessage(`live:${name} message ${index + 1}`, text, redactor));
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
      before: before.length === 0 ? undefined : before,
    };
    return {
      exchange: live,
      url: address.origin + last.path,
      wire: () => ({
        ...request,
        headers: last.headers.map(([field, value]) => ({ name: field, value, node: request.node })),
      }),
      document: answer?.document,
      lost: undefined,
    };
  }
}

const noCredentials: Credentials = { headers: [], query: [] };

function failureOf(result: WireFailure): string {
  const status = result.kind === 'broken' ? result.status : undefined;
  return status === undefined ? result.reason : `${result.reason} (its status was ${status})`;
}

/** The status that an exchange is not sent again for. */
function expectedOf({ response, mayBeLimited }: Exchange): number | undefined {
  return mayBeLimited === true ? 429 : response?.status;
}
