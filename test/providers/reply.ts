import type { WebSocketPeer } from './websocket.ts';

/** A response before it is sent. Header names are in lower case. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body?: Body;
}

export type Headers = Readonly<Record<string, string | string[]>>;

export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  /** Ends when `run` has settled. */
  | { readonly kind: 'stream'; readonly run: (outlet: Outlet) => Promise<void> }
  /** For a 101: speaks WebSocket once the handshake is done. */
  | { readonly kind: 'socket'; readonly open: (peer: WebSocketPeer) => void };

/** Where a streamed body goes. */
export interface Outlet {
  /** Sends a chunk at once; does nothing once `signal` is aborted. */
  write(chunk: string): void;
  /** Aborted when the client has gone or the server closes. */
  readonly signal: AbortSignal;
}

export function json(status: number, value: unknown, headers: Headers = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: { kind: 'json', value },
  };
}

export function text(status: number, contentType: string, value: string, headers: Headers = {}): Reply {
  return {
    status,
    headers: { 'content-type': contentType, ...headers },
    body: { kind: 'text', text: value },
  };
}

export function empty(status: number, headers: Headers = {}): Reply {
  return { status, headers };
}

export function stream(
  status: number,
  contentType: string,
  run: (outlet: Outlet) => Promise<void>,
  headers: Headers = {},
): Reply {
  return { status, headers: { 'content-type': contentType, ...headers }, body: { kind: 'stream', run } };
}

/** Completes the handshake of a request that `asksForWebSocket`; the upgrade headers are added when it is sent. */
export function webSocket(open: (peer: WebSocketPeer) => void, headers: Headers = {}): Reply {
  return { status: 101, headers, body: { kind: 'socket', open } };
}

/** The refusals that the kit makes by itself; everything else is the provider's to name. */
export type KitCode =
  | 'not-found'
  | 'method-not-allowed'
  | 'malformed-path'
  | 'malformed-json'
  | 'unsupported-media-type'
  | 'too-large'
  | 'internal';

interface RefusalExtras {
  /** For the envelope, as the provider likes it. */
  readonly details?: unknown;
  /** Sent with the refusal: `retry-after`, `allow`, `www-authenticate`. */
  readonly headers?: Headers;
  readonly cause?: unknown;
}

/** Thrown by a handler to end a request with an error response; the provider's `refuse` gives it its body. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: unknown;
  readonly headers: Headers;

  constructor(status: number, code: string, message: string, extras: RefusalExtras = {}) {
    super(message, { cause: extras.cause });
    this.status = status;
    this.code = code;
    this.details = extras.details;
    this.headers = extras.headers ?? {};
  }
}
