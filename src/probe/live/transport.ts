import { EventEmitter } from 'node:events';
import type { Dispatcher } from 'undici';
import { createDispatcher } from './dispatcher.ts';
import { eventEndOf, type EventEnd } from './event-stream.ts';
import { endToEnd, headerPairs, trailerPairs } from './headers.ts';
import { failure, type TransportOptions, type WireRequest, type WireResult } from './wire.ts';

/** Sends requests to one host, and never to another: redirects are answers like any other. */
export interface Transport {
  send(request: WireRequest): Promise<WireResult>;
  close(): Promise<void>;
}

/** A WebSocket says nothing most of the time: unless the user has more, so much is waited for its messages. */
const listeningMs = 500;

/** Takes scheme, host and port of a target; gives what sends to it, over connections that are kept (HTTP/1.1). */
export async function createTransport(origin: string, options: TransportOptions = {}): Promise<Transport> {
  const { timeoutMs = 30_000, maxBytes = 50_000_000, maxEvents = 1_000, streamMs } = options;
  const dispatcher = await createDispatcher(origin, options);
  /** Requests under way, and whether each has been the only one. */
  const underWay = new Set<{ alone: boolean }>();
  let overlong = 0;
  dispatcher.on('disconnect', (_origin: URL, _targets: readonly Dispatcher[], error: Error) => {
    if (error.message === 'bad response') overlong += 1;
  });

  /** Whether bytes came behind a response that has just ended; unknown, and false, where others are under way. */
  const isFollowed = async (own: { readonly alone: boolean }): Promise<boolean> => {
    if (!own.alone) return false;
    const before = overlong;
    // The connection is given up with what follows, and tells so once the turn of the event loop is over.
    for (let turn = 0; turn < 2; turn += 1) await new Promise<void>((done) => setImmediate(done));
    return overlong > before && own.alone;
  };

  return {
    close: () => dispatcher.destroy(),
    async send(request) {
      if (asksForUpgrade(request)) {
        const { sendUpgrade } = await import('./upgrade.ts');
        const { socketPath, tls } = options;
        const limits = { timeoutMs, maxBytes, maxEvents, streamMs: streamMs ?? listeningMs };
        return sendUpgrade(origin, request, { ...limits, socketPath, ...tls });
      }
      const own = { alone: underWay.size === 0 };
      // Of more than one, all know already.
      if (underWay.size === 1) for (const other of underWay) other.alone = false;
      underWay.add(own);
      // What undici takes in the place of a signal: an AbortController for each request costs more than the request.
      const signal = new EventEmitter();
      let timedOut = false;
      const giveUp = (): void => {
        timedOut = true;
        signal.emit('abort');
      };
      let timer = setTimeout(giveUp, timeoutMs);
      const late = `it took longer than ${timeoutMs} ms`;
      try {
        const answered = await dispatcher.request({
          origin,
          method: request.method as Dispatcher.HttpMethod,
          path: request.path,
          headers: endToEnd(request.headers).flat(),
          body: request.body ?? null,
          signal,
          responseHeaders: 'raw',
        });
        const status = answered.statusCode;
        const headers = headerPairs(answered.headers);
        const end = eventEndOf(headers, maxEvents);
        if (end && streamMs !== undefined) {
          clearTimeout(timer);
          timer = setTimeout(giveUp, streamMs);
        }
        const read = await readBody(answered.body, maxBytes, end);
        if (read.kind === 'too-long') {
          signal.emit('abort');
          return { kind: 'broken', status, reason: `the response has more than ${maxBytes} bytes` };
        }
        // Streams without end are read for as long as there is time.
        if (read.kind === 'failed' && !(end && timedOut) && !isLengthOfNothing(read, status)) {
          const reason = timedOut ? late : failure(read.error).reason;
          return { kind: 'broken', status, reason: `${reason}, ${bytesOf(read.bytes.length, headers)}` };
        }
        // What ends by itself has its last event whole, with a line feed behind it or not.
        const bytes = end && read.kind !== 'whole' ? end.whole(read.bytes) : read.bytes;
        const trailers = trailerPairs(answered.trailers);
        const followed = read.kind === 'whole' && (await isFollowed(own));
        return {
          kind: 'response',
          status,
          headers,
          bytes,
          ...(trailers.length > 0 && { trailers }),
          ...(followed && { overlong: true }),
        };
      } catch (error) {
        return timedOut ? { kind: 'broken', reason: late } : failure(error);
      } finally {
        clearTimeout(timer);
        underWay.delete(own);
      }
    },
  };
}

/**
 * A 304 has the length that a 200 would have (RFC 9110 section 8.6), and a 204 should have none: undici misses bytes that
 * neither can have.
 */
function isLengthOfNothing({ bytes, error }: Read & { readonly kind: 'failed' }, status: number): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const bodiless = status === 204 || status === 304;
  return bodiless && bytes.length === 0 && code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH';
}

type Read =
  | { readonly kind: 'whole' | 'enough' | 'too-long'; readonly bytes: Buffer }
  | { readonly kind: 'failed'; readonly bytes: Buffer; readonly error: unknown };

/** Reads until the end, the limit, a failure, or enough events. */
async function readBody(
  body: AsyncIterable<unknown>,
  limit: number,
  end: EventEnd | undefined,
): Promise<Read> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limit) return { kind: 'too-long', bytes: Buffer.alloc(0) };
      if (end?.reached(chunk)) return { kind: 'enough', bytes: Buffer.concat(chunks) };
    }
  } catch (error) {
    return { kind: 'failed', bytes: Buffer.concat(chunks), error };
  }
  return { kind: 'whole', bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) };
}

function bytesOf(read: number, headers: WireRequest['headers']): string {
  const promised = headers.find(([name]) => name === 'content-length')?.[1];
  return `after ${read}${promised === undefined ? '' : ` of ${promised}`} bytes of the body`;
}

function asksForUpgrade({ headers }: WireRequest): boolean {
  return headers.some(([name]) => name.toLowerCase() === 'upgrade');
}
