import type { Dispatcher } from 'undici';
import { failure, type TransportOptions, type WireRequest, type WireResult } from './wire.ts';

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
