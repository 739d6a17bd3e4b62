/** What goes over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | undefined;
}

/** What comes back. `unreachable`: no connection could be made. `broken`: there was one, and no whole response. */
export type WireResult =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: readonly (readonly [name: string, value: string])[];
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'broken'; readonly reason: string };

export interface TransportOptions {
  /** Milliseconds until a response has to be complete; an event stream is read for that long at most. Default 30,000. */
  readonly timeoutMs?: number;
  /** Bytes that a response may have. Default 50,000,000. */
  readonly maxBytes?: number;
  /** Events of a stream that are waited for. Default 1,000. */
  readonly maxEvents?: number;
  /** Connections at once. Default 4. */
  readonly connections?: number;
  readonly tls?: {
    readonly insecure?: boolean;
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
  };
}

const notReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Takes what a connection threw; gives it as a result, in words. */
export function failure(error: unknown): WireResult {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  const message = inner instanceof Error && inner.message !== '' ? inner.message : String(inner);
  if (notReached.has(code)) return { kind: 'unreachable', reason: message };
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE') {
    return { kind: 'broken', reason: 'the connection was closed early' };
  }
  return { kind: 'broken', reason: message };
}
