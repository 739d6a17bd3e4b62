import type { Dispatcher } from 'undici';

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

/** Sends requests to one host, and never to another: redirects are answers like any other. */
export interface Transport {
  send(request: WireRequest): Promise<WireResult>;
  close(): Promise<void>;
}

/** Headers that belong to the connection, or that follow from the body. */
const ofConnection = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Takes scheme, host and port of a target; gives what sends to it, over connections that are kept (HTTP/1.1). */
export async function createTransport(origin: string, options: TransportOptions = {}): Promise<Transport> {
  const { timeoutMs = 30_000, maxBytes = 50_000_000, maxEvents = 1_000, connections = 4 } = options;
  const { Pool } = await import('undici');
  const { insecure = false, ...certificates } = options.tls ?? {};
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: Math.min(timeoutMs, 10_000), rejectUnauthorized: !insecure, ...certificates },
  });

  return {
    async send(request) {
      if (asksForUpgrade(request)) {
        const { sendUpgrade } = await import('./upgrade.ts');
        return sendUpgrade(origin, request, { timeoutMs, maxBytes, ...options.tls });
      }
      const controller = new AbortController();
      let timedOut = false;
      const timer = setTimeout(() => {
        timedOut = true;
        controller.abort();
      }, timeoutMs);
      try {
        const answered = await pool.request({
          method: request.method as Dispatcher.HttpMethod,
          path: request.path,
          headers: request.headers.filter(([name]) => !ofConnection.has(name.toLowerCase())).flat(),
          body: request.body ?? null,
          signal: controller.signal,
          responseHeaders: 'raw',
        });
        const headers = pairs(answered.headers);
        const stream = headers.some(
          ([name, value]) => name === 'content-type' && value.toLowerCase().startsWith('text/event-stream'),
        );
        const chunks: Buffer[] = [];
        let length = 0;
        let events = 0;
        try {
          for await (const chunk of answered.body as AsyncIterable<Buffer>) {
            chunks.push(chunk);
            length += chunk.length;
            if (length > maxBytes) {
              controller.abort();
              return { kind: 'broken', reason: `the response has more than ${maxBytes} bytes` };
            }
            if (stream && (events += countEvents(chunk)) >= maxEvents) break;
          }
        } catch (error) {
          // Streams without end are read for as long as there is time.
          if (!(stream && timedOut)) throw error;
        }
        const bytes = Buffer.concat(chunks);
        return {
          kind: 'response',
          status: answered.statusCode,
          headers,
          bytes: stream ? whole(bytes) : bytes,
        };
      } catch (error) {
        if (timedOut) return { kind: 'broken', reason: `it took longer than ${timeoutMs} ms` };
        return failure(error);
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => pool.destroy(),
  };
}

function asksForUpgrade({ headers }: WireRequest): boolean {
  return headers.some(([name]) => name.toLowerCase() === 'upgrade');
}

function pairs(raw: unknown): (readonly [string, string])[] {
  const flat = Array.isArray(raw) ? raw.map(String) : [];
  return flat.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), flat[index + 1] ?? ''] as const] : [],
  );
}

function countEvents(chunk: Buffer): number {
  return chunk.toString('latin1').split(/\n\r?\n/).length - 1;
}

/** Up to the end of the last event: what was cut off in the middle says nothing about the provider. */
function whole(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  const end = Math.max(text.lastIndexOf('\n\n'), text.lastIndexOf('\n\r\n') + 1, text.lastIndexOf('\r\r'));
  return end <= 0 ? bytes : bytes.subarray(0, end + 2);
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
