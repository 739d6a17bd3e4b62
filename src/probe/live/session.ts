import type { Document } from '../../document/document.ts';
import { redacted, type Exchange, type Field, type Request } from '../exchange.ts';
import type { ProbeContext } from '../judge/context.ts';
import { createAddress } from './address.ts';
import { createAuthentication } from './auth/authenticate.ts';
import type { AuthConfig, AuthTools, Credentials, LoadModule } from './auth/config.ts';
import { liveResponse } from './documents.ts';
import { AuthenticationFailed, TargetUnreachable } from './errors.ts';
import { createTransport } from './transport.ts';
import type { TransportOptions, WireRequest, WireResult } from './wire.ts';

/** Where and how requests are sent. */
export interface LiveOptions extends TransportOptions {
  /** A URL; its path, if it has one, takes the place of the contract's base path. */
  readonly target: string;
  readonly auth?: ReadonlyMap<string, AuthConfig>;
  /** Sent with every request that does not have them itself. */
  readonly headers?: ReadonlyMap<string, string>;
  readonly loadModule: LoadModule;
}

/** What sending an exchange's request came to. */
export interface Sent {
  /** With the request as it went out, without credentials, and the response that came back. */
  readonly exchange: Exchange;
  readonly url: string;
  /** The request with all its headers, as far as it came: what a command that repeats it is made of. */
  readonly wire: Request;
  readonly document: Document | undefined;
}

/** A run on one target. */
export interface Session {
  /** The URL that a request goes to. */
  url(request: Request): string;
  /** Sends the request of an exchange. Throws TargetUnreachable if nothing has answered yet and nothing does. */
  send(exchange: Exchange): Promise<Sent>;
  close(): Promise<void>;
}

/** Takes what is judged against, where to send and a clock in milliseconds; gives a session. */
export async function openSession(
  context: ProbeContext,
  options: LiveOptions,
  now: () => number,
): Promise<Session> {
  const { api, match, redactor } = context;
  const address = createAddress(options.target, api, match);
  const transport = await createTransport(address.origin, options);
  let answered = false;

  const deliver = async (request: WireRequest): Promise<WireResult> => {
    const result = await transport.send(request);
    if (result.kind === 'unreachable' && !answered) {
      throw new TargetUnreachable(`${options.target} cannot be reached: ${redactor.text(result.reason)}`);
    }
    answered ||= result.kind !== 'unreachable';
    return result;
  };

  const tools: AuthTools = {
    now,
    loadModule: options.loadModule,
    addSecret: (secret) => redactor.add(secret),
    async fetch({ method, target, headers, body }) {
      const elsewhere = /^https?:/i.test(target) ? new URL(target) : undefined;
      const foreign = elsewhere !== undefined && elsewhere.origin !== address.origin;
      const path = elsewhere ? elsewhere.pathname + elsewhere.search : address.path(method, target);
      const other = foreign ? await createTransport(elsewhere.origin, options) : undefined;
      try {
        const request = { method, path, headers, body };
        const result = await (other ? other.send(request) : deliver(request));
        if (result.kind === 'response') return result;
        throw new AuthenticationFailed(`${method} ${target} gave no token: ${result.reason}`);
      } finally {
        await other?.close();
      }
    },
  };
  for (const config of options.auth?.values() ?? [])
    for (const secret of secretsOf(config)) redactor.add(secret);
  const authenticate = createAuthentication(api, options.auth ?? new Map(), tools);

  return {
    url: (request) => address.origin + address.path(request.method, request.target),
    close: () => transport.close(),
    async send(exchange) {
      const { request } = exchange;
      const found = match(request.method, request.target);
      const operation = found.kind === 'matched' ? found.operation : undefined;
      const chosen = authenticate(request, operation);
      const plain: WireRequest = {
        method: request.method,
        path: withoutRedacted(address.path(request.method, request.target)),
        headers: plainHeaders(request, options.headers ?? new Map()),
        body: request.body?.bytes,
      };
      const url = address.origin + plain.path;
      const expected = exchange.response && {
        status: exchange.response.status,
        node: exchange.response.statusNode,
      };
      const live: Exchange = {
        ...exchange,
        mode: 'live',
        response: undefined,
        ...(expected && { expected }),
      };
      let last = plain;
      const sent = (live: Exchange, document?: Document): Sent => ({
        exchange: live,
        url: address.origin + last.path,
        wire: {
          ...request,
          headers: last.headers.map(([name, value]) => ({ name, value, node: request.node })),
        },
        document,
      });
      const attempt = async (): Promise<WireResult> => {
        const outgoing = { method: plain.method, url, headers: plain.headers, body: plain.body };
        const credentials = await chosen.credentials(outgoing);
        for (const [, value] of [...credentials.headers, ...credentials.query]) {
          redactor.add(value);
          // `Bearer TOKEN`: the token alone is as secret as the whole.
          redactor.add(value.slice(value.lastIndexOf(' ') + 1));
        }
        last = withCredentials(plain, credentials);
        return deliver(last);
      };
      try {
        let result = await attempt();
        // A token may have been revoked before its time; one that was to be refused is refused again.
        if (
          result.kind === 'response' &&
          result.status === 401 &&
          expected?.status !== 401 &&
          chosen.renew()
        ) {
          result = await attempt();
        }
        if (result.kind !== 'response') return sent({ ...live, failure: result.reason });
        const { response, document } = liveResponse(exchange.name, result, redactor);
        return sent({ ...live, response }, document);
      } catch (error) {
        if (!(error instanceof AuthenticationFailed)) throw error;
        return sent({ ...live, failure: error.message });
      }
    },
  };
}

/** The headers of a recording but for those whose values it does not have, and what the run adds to all requests. */
function plainHeaders(request: Request, added: ReadonlyMap<string, string>): (readonly [string, string])[] {
  const headers = request.headers
    .filter(({ value }) => !value.includes(redacted))
    .map(({ name, value }: Field) => [name.toLowerCase(), value] as const);
  const names = new Set(headers.map(([name]) => name));
  for (const [name, value] of added) {
    if (!names.has(name.toLowerCase())) headers.push([name.toLowerCase(), value]);
  }
  // Data without a type is JSON: a provider that asks for a Content-Type is right to.
  if (request.body?.data && !names.has('content-type')) headers.push(['content-type', 'application/json']);
  return headers;
}

function withoutRedacted(path: string): string {
  const mark = path.indexOf('?');
  if (mark === -1) return path;
  const kept = path
    .slice(mark + 1)
    .split('&')
    .filter((pair) => !/=(\*\*\*|%2A%2A%2A)$/i.test(pair));
  return kept.length === 0 ? path.slice(0, mark) : `${path.slice(0, mark)}?${kept.join('&')}`;
}

/** What an exchange says itself wins: a test of wrong credentials must be able to send them. */
function withCredentials(request: WireRequest, { headers, query }: Credentials): WireRequest {
  const own = new Set(request.headers.map(([name]) => name));
  const mark = request.path.indexOf('?');
  const named = new Set(new URLSearchParams(mark === -1 ? '' : request.path.slice(mark + 1)).keys());
  const pairs = query
    .filter(([name]) => !named.has(name))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const joined = pairs.join('&');
  return {
    ...request,
    path: joined === '' ? request.path : `${request.path}${mark === -1 ? '?' : '&'}${joined}`,
    headers: [...request.headers, ...headers.filter(([name]) => !own.has(name))],
  };
}

/** What of a configured authentication must not be shown. */
function secretsOf(config: AuthConfig): readonly string[] {
  switch (config.type) {
    case 'bearer':
      return [config.token];
    case 'basic':
      return [config.password];
    case 'api-key':
      return [config.value];
    case 'oauth2-client-credentials':
      return [config.clientSecret];
    case 'hmac':
      return [config.key];
    // What is secret in these comes from the environment, and whoever read that has said so.
    case 'login':
    case 'sign':
      return [];
  }
}
