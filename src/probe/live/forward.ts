import type { Dispatcher } from 'undici';
import { createDispatcher } from './dispatcher.ts';
import { endToEnd, headerPairs } from './headers.ts';
import { failure, type TransportOptions, type WireFailure, type WireRequest } from './wire.ts';

/** Where an answer goes while it comes. */
export interface Sink {
  head(status: number, headers: WireRequest['headers']): void;
  /** May be awaited where whoever reads is slower. */
  chunk(bytes: Uint8Array): Promise<void>;
}

/** An answer that went through, as far as it is kept. */
export interface Forwarded {
  readonly kind: 'response';
  readonly status: number;
  readonly headers: WireRequest['headers'];
  readonly bytes: Uint8Array;
  /** It was longer than what is kept. */
  readonly cut: boolean;
}

/** Hands requests on to one target, and answers back as they come. */
export interface Forwarder {
  forward(request: WireRequest, sink: Sink): Promise<Forwarded | WireFailure>;
  close(): Promise<void>;
}

/** Takes scheme, host and port of a target, and how to reach it; gives what hands requests on to it. */
export async function createForwarder(origin: string, options: TransportOptions): Promise<Forwarder> {
  const { maxBytes = 50_000_000 } = options;
  const dispatcher = await createDispatcher(origin, { ...options, connections: options.connections ?? 64 });
  return {
    close: () => dispatcher.destroy(),
    async forward(request, sink) {
      try {
        const answered = await dispatcher.request({
          origin,
          method: request.method as Dispatcher.HttpMethod,
          path: request.path,
          headers: endToEnd(request.headers).flat(),
          body: request.body ?? null,
          responseHeaders: 'raw',
        });
        const headers = headerPairs(answered.headers);
        sink.head(answered.statusCode, headers);
        const chunks: Buffer[] = [];
        let length = 0;
        for await (const chunk of answered.body as AsyncIterable<Buffer>) {
          await sink.chunk(chunk);
          length += chunk.length;
          if (length <= maxBytes) chunks.push(chunk);
        }
        const bytes = Buffer.concat(chunks);
        return { kind: 'response', status: answered.statusCode, headers, bytes, cut: length > maxBytes };
      } catch (error) {
        return failure(error);
      }
    },
  };
}
