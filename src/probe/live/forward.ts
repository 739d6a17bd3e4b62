import { Readable, type Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import { createDispatcher } from './dispatcher.ts';
import { eventEndOf } from './event-stream.ts';
import { forwardUpgrade, type Upgraded } from './forward-upgrade.ts';
import { endToEnd, headerPairs } from './headers.ts';
import { failure, type TransportOptions, type WireFailure, type WireRequest } from './wire.ts';

/** A request that is handed on while it comes. */
export interface ForwardedRequest extends Omit<WireRequest, 'body'> {
  readonly body: AsyncIterable<Uint8Array> | undefined;
  /** How long its body is said to be; undefined where that shows at its end. */
  readonly length: string | undefined;
}

/** Where an answer goes while it comes. */
export interface Sink {
  /** Takes what comes before the answer, such as early hints (RFC 8297). */
  info?(status: number, headers: WireRequest['headers']): void;
  head(status: number, headers: WireRequest['headers']): void;
  /** Told when nobody waits for the answer any more. What came of a stream of events until then is kept. */
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
  readonly trailers?: WireRequest['headers'];
  /** It was longer than what is kept. */
  readonly cut: boolean;
}

/** Hands requests on to one target, and answers back as they come. */
export interface Forwarder {
  forward(request: ForwardedRequest, sink: Sink): Promise<Forwarded | WireFailure>;
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
      const answer = (): Omit<Forwarded, 'status' | 'headers'> => ({
        kind: 'response',
        bytes: Buffer.concat(chunks),
        cut: length > maxBytes,
      });
      try {
        const answered = await dispatcher.request({
          origin,
          method: request.method as Dispatcher.HttpMethod,
          path: request.path,
          headers: [
            ...endToEnd(request.headers).flat(),
            ...(request.length === undefined ? [] : ['content-length', request.length]),
          ],
          body: request.body ? Readable.from(request.body) : null,
          responseHeaders: 'raw',
          ...(sink.signal && { signal: sink.signal }),
          onInfo: ({ statusCode, headers }) => sink.info?.(statusCode, headerPairs(headers)),
        });
        begun = { status: answered.statusCode, headers: headerPairs(answered.headers) };
        sink.head(begun.status, begun.headers);
        for await (const chunk of answered.body as AsyncIterable<Buffer>) {
          await sink.chunk(chunk);
          length += chunk.length;
          if (length <= maxBytes) chunks.push(chunk);
        }
        const trailers = headerPairs(answered.trailers);
        return { ...begun, ...answer(), ...(trailers.length > 0 && { trailers }) };
      } catch (error) {
        const left = sink.signal?.aborted === true;
        const ends = begun && left ? eventEndOf(begun.headers, Infinity) : undefined;
        if (begun && ends) {
          const whole = answer();
          return { ...begun, ...whole, bytes: ends.whole(Buffer.from(whole.bytes)) ?? whole.bytes };
        }
        if (left) return { kind: 'broken', reason: 'whoever asked left before the whole answer was there' };
        const isEmpty = begun?.status === 304 || begun?.status === 204;
        // What its length says would be there for a 200.
        if (begun && isEmpty && isLengthOfNothing(error)) return { ...begun, ...answer() };
        return failure(error);
      }
    },
  };
}

function isLengthOfNothing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH';
}
