import type { SentMessage } from '../recordings/sent.ts';

/** A message to send over a WebSocket: a text, or what is binary. */
export type WireMessage = Pick<SentMessage, 'text' | 'bytes'>;

/** What goes over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | undefined;
  /** In milliseconds, where less time is taken for it than for others. */
  readonly timeoutMs?: number | undefined;
  /** Of one that opens a WebSocket: what to send then; without it, nobody listens to what the provider says. */
  readonly messages?: readonly WireMessage[];
}

/** What comes back. */
export type WireResult =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: readonly (readonly [name: string, value: string])[];
      readonly bytes: Uint8Array;
      /** The fields behind a body that was sent in chunks. */
      readonly trailers?: readonly (readonly [name: string, value: string])[];
      /** More bytes came behind its end. */
      readonly overlong?: true;
      /** What went over the WebSocket that was opened. */
      readonly messages?: readonly SentMessage[];
    }
  | WireFailure;

/** `unreachable`: no connection could be made. `broken`: there was one, and no whole response. */
export type WireFailure =
  | { readonly kind: 'unreachable'; readonly reason: string }
  | {
      readonly kind: 'broken';
      readonly reason: string;
      /** Of a response that had begun. */
      readonly status?: number;
      /** It took too long: whoever was asked may still be at it. */
      readonly slow?: true;
      /**
       * The connection had been kept since an answer before, and there was no beginning of one to this request: whoever
       * closes a connection that is idle does not see what was sent meanwhile (RFC 9112 section 9.3.1), and what is no
       * answer may be the rest of the one before.
       */
      readonly stale?: true;
    };

export interface TransportOptions {
  /** Milliseconds until a response has to be complete; an event stream is read for that long at most. Default 30,000. */
  readonly timeoutMs?: number;
  /** Bytes that a response may have. Default 50,000,000. */
  readonly maxBytes?: number;
  /** Events of a stream that are waited for. Default 1,000. */
  readonly maxEvents?: number;
  /** Milliseconds that a stream of events is read, from its headers on. Default: until `timeoutMs` is over. */
  readonly streamMs?: number;
  /** When it is aborted, nobody listens to streams and conversations any longer: what came of them is what there is. */
  readonly signal?: AbortSignal;
  /** Connections at once. Default 4. */
  readonly connections?: number;
  /** A Unix domain socket that the target listens at. */
  readonly socketPath?: string;
  /** The URL of an HTTP proxy, with its credentials if it wants some. */
  readonly proxy?: string;
  readonly tls?: {
    readonly insecure?: boolean;
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
  };
}

/** What a failed connection is called, by the code of its error; undefined for the message that comes with it. */
const notReached = new Map<string, string | undefined>([
  ['ECONNREFUSED', 'the connection was refused'],
  ['ENOTFOUND', 'there is no host of this name'],
  ['EAI_AGAIN', 'the name of the host could not be looked up'],
  ['EHOSTUNREACH', 'there is no way to the host'],
  ['ENETUNREACH', 'there is no way to the network of the host'],
  ['ENOENT', 'there is no such socket'],
  ['EACCES', undefined],
  ['UND_ERR_CONNECT_TIMEOUT', 'nothing answered in time when connecting'],
  [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'its certificate is signed by itself, and not trusted (--ca FILE trusts it)',
  ],
  [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'its certificate is of an authority that is not trusted (--ca FILE trusts one)',
  ],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'its certificate is of an authority that is not known (--ca FILE trusts one)',
  ],
  [
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'its certificate is of an authority that is not known (--ca FILE trusts one)',
  ],
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', undefined],
]);

/** Why a connection broke that nobody gave a reason for. */
export const closedEarly = 'the connection was closed early';

/** Takes what is wrong with it; says it of what came back. */
export const notHttp = (detail: string): string => `what came back is not HTTP (${detail})`;

const closed = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** Takes what a connection threw; gives it as a result, in words. */
export function failure(error: unknown): WireFailure {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  const message = inner instanceof Error && inner.message !== '' ? inner.message : String(inner);
  if (notReached.has(code)) return { kind: 'unreachable', reason: notReached.get(code) ?? message };
  if (/wrong version number|packet length too long/i.test(message))
    return { kind: 'unreachable', reason: 'what answers there does not speak TLS; is it http://?' };
  // Anything else that TLS refuses: no HTTP went over the connection.
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code.startsWith('CERT_'))
    return { kind: 'unreachable', reason: `TLS: ${message}` };
  if (inner instanceof Error && inner.name === 'HTTPParserError') {
    const [, detail = message] = /\((.+)\)$/.exec(message) ?? [];
    // Within chunks, what was looked for is more of them.
    if (detail === 'Invalid EOF state') return { kind: 'broken', reason: closedEarly };
    return { kind: 'broken', reason: notHttp(detail) };
  }
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return { kind: 'broken', reason: 'the body is not as long as its Content-Length says' };
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return { kind: 'broken', reason: 'its headers are too long' };
  if (message === 'bad upgrade')
    return { kind: 'broken', reason: 'it answered 101 to a request that asks for no other protocol' };
  // Of an answer under way undici says so of no other; through a proxy they are not taken out.
  if (message === 'bad response') return { kind: 'broken', reason: 'it answered 100 without being asked to' };
  if (closed.has(code)) return { kind: 'broken', reason: closedEarly };
  return { kind: 'broken', reason: message };
}
