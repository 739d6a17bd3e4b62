import type { GenerateOptions } from '../generate/options.ts';
import type { Exchange, Request } from '../exchange.ts';
import type { ProbeContext } from '../judge/context.ts';
import { channelsOf } from '../judge/handshake.ts';
import { messageForms } from '../judge/messages.ts';
import type { ListenOptions } from '../listen/listener.ts';
import type { SentExchange } from '../recordings/sent.ts';
import type { Match } from '../../openapi/match.ts';
import type { Operation } from '../../openapi/model.ts';
import { createAddress } from './address.ts';
import type { Chosen } from './auth/authenticate.ts';
import type { AuthTools, Credentials, LoadModule } from './auth/config.ts';
import { isListening } from './listening.ts';
import { AuthenticationFailed, TargetUnreachable } from './errors.ts';
import {
  wasRefusedWithout,
  withoutCredentials,
  wrongCredentials,
  type InsteadOfCredentials,
} from './no-credentials.ts';
import { plainRequest, secretsOf, withCredentials } from './outgoing.ts';
import {
  delivered,
  withPatience,
  type Deliver,
  type Delivered,
  type Patience,
  type Waiting,
} from './patience.ts';
import { createUris, notSent, sentAs, type Sending, type Sent } from './sent.ts';
import { fetchTokens } from './token-requests.ts';
import { createTransport } from './transport.ts';
import { createUsers, type UserOptions, type Users } from './users.ts';
import type { TransportOptions, WireRequest, WireResult } from './wire.ts';

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
  const sending: Sending = { origin: address.origin, redactor, uriOf: createUris() };
  let answered = false;

  const noticed = async (request: WireRequest): Promise<WireResult> => {
    const result = await transport.send(request);
    answered ||= result.kind !== 'unreachable';
    return result;
  };
  const sendOnce = (request: WireRequest): Promise<WireResult> =>
    answered ? transport.send(request) : noticed(request);
  const patient = withPatience(sendOnce, options, waiting);
  const reaching: Deliver = (request, expected, take) =>
    patient(request, expected, (result, before) => {
      if (result.kind === 'unreachable' && !answered)
        throw new TargetUnreachable(`${options.target} cannot be reached: ${redactor.text(result.reason)}`);
      return take(result, before);
    });
  const deliver: Deliver = (request, expected, take) =>
    (answered ? patient : reaching)(request, expected, take);

  const tokens = fetchTokens(sending, match, address, options, waiting, (request) =>
    deliver(request, undefined, (result) => result),
  );
  const tools: AuthTools = {
    now: () => waiting.now(),
    loadModule: options.loadModule,
    timeoutMs: options.timeoutMs,
    addSecret: (secret) => redactor.add(secret),
    fetch: tokens.fetch,
  };
  for (const configs of [options.auth, options.otherAuth, options.refusedAuth])
    for (const config of configs?.values() ?? [])
      for (const secret of secretsOf(config)) redactor.add(secret);
  // An AsyncAPI document may ask for credentials where the contract does not.
  const users = createUsers(api, options, tools, (operation) =>
    channelsOf(context, operation).flatMap(({ security }) => security.map(({ schemes }) => schemes)),
  );
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
    tokens: tokens.told,
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
      const startedAt = startTime();
      return deliver(plain, expectedOf(exchange), (result, before) =>
        cameTo(exchange, plain, result, before, startedAt),
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
    const startedAt = startTime();
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
      return deliver(last, expectedOf(exchange), delivered);
    };
    try {
      let { result, before } = await attempt();
      // A token may have been revoked before its time; one that was to be refused is refused again.
      const refused = result.kind === 'response' && result.status === 401;
      if (refused && exchange.response?.status !== 401 && instead === undefined && chosen.renew(used))
        ({ result, before } = await attempt());
      return cameTo(exchange, last, result, before, startedAt);
    } catch (error) {
      if (!(error instanceof AuthenticationFailed)) throw error;
      return notSent(sending, exchange, last, error.message);
    }
  }

  function cameTo(
    exchange: Exchange,
    last: WireRequest,
    result: WireResult,
    before: readonly string[],
    startedAt: number,
  ): Sent {
    if (result.kind === 'response')
      options.onSent?.({
        name: exchange.name,
        request: last,
        response: result,
        ...(result.messages && { messages: result.messages }),
        startedAt,
        durationMs: waiting.now() - startedAt,
      });
    return sentAs(sending, exchange, last, before, result);
  }

  /** Nobody else asks for it, and the clock takes its time. */
  function startTime(): number {
    return options.onSent ? waiting.now() : 0;
  }
}

const noCredentials: Credentials = { headers: [], query: [] };

/** The status that an exchange is not sent again for. */
function expectedOf({ response, mayBeLimited }: Exchange): number | undefined {
  return mayBeLimited === true ? 429 : response?.status;
}
