import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import { createDispatcher } from './dispatcher.ts';
import { eventEndOf } from './event-stream.ts';
import { forwardUpgrade, type Upgraded } from './forward-upgrade.ts';
import { endToEnd, headerPairs } from './headers.ts';
import { failure, type TransportOptions, type WireFailure, type WireRequest } from './wire.ts';

/** Where an answer goes while it comes. */
export interface Sink {
  head(status: number, headers: WireRequest['headers']): void;
  /** Ends a stream of events, which may have no end: what came of it until then is kept. */
  readonly signal?: AbortSignal;
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
  /** Takes a request for another protocol, the connection that it came over and what followed it there. */
  upgrade(request: WireRequest, client: Duplex, head: Buffer): Promise<Upgraded | WireFailure>;
  close(): Promise<void>;
}

/** Takes scheme, host and port of a target, and how to reach it; gives what hands requests on to it. */
export async function createForwarder(origin: string, options: TransportOptions): Promise<Forwarder> {
  const { maxBytes = 50_000_000 } = options;
  const dispatcher = await createDispatcher(origin, { ...options, connections: options.connections ?? 64 });
  return {
    close: () => dispatcher.destroy(),
    upgrade: (request, client, head) => forwardUpgrade(origin, options, request, client, head),
    async forward(request, sink) {
      let begun: { readonly status: number; readonly headers: WireRequest['headers'] } | undefined;
      const chunks: Buffer[] = [];
      let length = 0;
      try {
        const answered = await dispatcher.request({
          origin,
          method: request.method as Dispatcher.HttpMethod,
          path: request.path,
          headers: endToEnd(request.headers).flat(),
          body: request.body ?? null,
          responseHeaders: 'raw',
          ...(sink.signal && { signal: sink.signal }),
        });
        const headers = headerPairs(answered.headers);
        begun = { status: answered.statusCode, headers };
        sink.head(answered.statusCode, headers);
        for await (const chunk of answered.body as AsyncIterable<Buffer>) {
          await sink.chunk(chunk);
          length += chunk.length;
          if (length <= maxBytes) chunks.push(chunk);
        }
        const bytes = Buffer.concat(chunks);
        return { kind: 'response', status: answered.statusCode, headers, bytes, cut: length > maxBytes };
      } catch (error) {
        if (begun && sink.signal?.aborted) {
          const whole = eventEndOf(begun.headers, Infinity)?.whole(Buffer.concat(chunks));
          return {
            kind: 'response',
            ...begun,
            bytes: whole ?? Buffer.concat(chunks),
            cut: length > maxBytes,
          };
        }
        return failure(error);
      }
    },
  };
}
