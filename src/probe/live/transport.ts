import { EventEmitter } from 'node:events';
import type { Dispatcher } from 'undici';
import { createDispatcher } from './dispatcher.ts';
import { eventEndOf, type EventEnd } from './event-stream.ts';
import { endToEnd, headerPairs } from './headers.ts';
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

  return {
    close: () => dispatcher.destroy(),
    async send(request) {
      if (asksForUpgrade(request)) {
        const { sendUpgrade } = await import('./upgrade.ts');
        const { socketPath, tls } = options;
        const limits = { timeoutMs, maxBytes, maxEvents, streamMs: streamMs ?? listeningMs };
        return sendUpgrade(origin, request, { ...limits, socketPath, ...tls });
      }
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
        if (read.kind === 'failed' && !(end && timedOut)) {
          const reason = timedOut ? late : failure(read.error).reason;
          return { kind: 'broken', status, reason: `${reason}, ${bytesOf(read.bytes.length, headers)}` };
        }
        // What ends by itself has its last event whole, with a line feed behind it or not.
        const bytes = end && read.kind !== 'whole' ? end.whole(read.bytes) : read.bytes;
        return { kind: 'response', status, headers, bytes };
      } catch (error) {
        return timedOut ? { kind: 'broken', reason: late } : failure(error);
      } finally {
        clearTimeout(timer);
      }
    },
  };
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
