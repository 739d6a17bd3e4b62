import type { Dispatcher } from 'undici';
import { raise } from '../../document/limits.ts';
import type { Deadlines } from './deadlines.ts';
import { eventEndOf, type EventEnd } from './event-stream.ts';
import { headerPairs, trailerPairs } from './headers.ts';
import { failure, type WireFailure, type WireRequest, type WireResult } from './wire.ts';

type Headers = WireRequest['headers'];

/** When an answer is waited for no longer, or has enough. */
export interface AnswerLimits {
  /** Milliseconds until it has to be complete. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly maxEvents: number;
  /** Milliseconds that a stream of events is read, from its headers on; undefined until `timeoutMs` is over. */
  readonly streamMs: number | undefined;
}

const noHeaders: Headers = [];
const noBytes = Buffer.alloc(0);

/**
 * Takes connections, what is sent over one of them, limits, and what keeps to the time in them; sends it, and gives what
 * comes back. Takes the answer as undici hands it out: a stream and a signal for each cost as much as the whole request.
 */
export function receive(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  { timeoutMs, maxBytes, maxEvents, streamMs }: AnswerLimits,
  deadlines: Deadlines,
): Promise<WireResult> {
  return new Promise((resolve) => {
    let connection: Dispatcher.DispatchController | undefined;
    let status: number | undefined;
    let headers = noHeaders;
    let end: EventEnd | undefined;
    let body: Buffer = noBytes;
    let chunks: Buffer[] | undefined;
    let length = 0;
    let done = false;

    const finish = (result: WireResult): void => {
      if (done) return;
      done = true;
      deadlines.remove(awaited);
      clearTimeout(streaming);
      resolve(result);
    };
    /** What is not read to its end ends its connection. */
    const stop = (result: WireResult): void => {
      finish(result);
      connection?.abort(new Error('not read any further'));
    };
    const bytes = (): Buffer => (chunks ? Buffer.concat(chunks) : body);
    const broken = (reason: string): WireFailure & { readonly kind: 'broken' } =>
      status === undefined
        ? { kind: 'broken', reason }
        : { kind: 'broken', status, reason: `${reason}, ${bytesOf(length, headers)}` };
    const giveUp = (): void => {
      // Streams without end are read for as long as there is time.
      if (end && status !== undefined) stop({ kind: 'response', status, headers, bytes: end.whole(bytes()) });
      else stop({ ...broken(`it took longer than ${timeoutMs} ms`), slow: true });
    };
    const awaited = deadlines.add(giveUp);
    let streaming: NodeJS.Timeout | undefined;

    dispatcher.dispatch(request, {
      onRequestStart(controller) {
        connection = controller;
        // It may have waited for a connection for too long.
        if (done) controller.abort(new Error('not sent any more'));
      },
      onResponseStart(controller, code, parsed) {
        // What is only on the way (RFC 9110 section 15.2) is no answer yet.
        if (code < 200 || done) return;
        status = code;
        headers = headerPairs(controller.rawHeaders ?? parsed);
        end = eventEndOf(headers, maxEvents);
        if (end && streamMs !== undefined) {
          deadlines.remove(awaited);
          streaming = setTimeout(giveUp, streamMs);
        }
      },
      onResponseData(_, chunk) {
        if (done || status === undefined) return;
        if (length === 0) body = chunk;
        else (chunks ??= [body]).push(chunk);
        length += chunk.length;
        if (length > maxBytes) {
          const reason = `the response has more than ${maxBytes} bytes${raise('responseBytes')}`;
          stop({ kind: 'broken', status, reason });
        } else if (end?.reached(chunk)) {
          stop({ kind: 'response', status, headers, bytes: end.whole(bytes()) });
        }
      },
      onResponseEnd(_, fields) {
        if (status === undefined) return;
        const trailers = trailerPairs(fields);
        // What ends by itself has its last event whole, with a line feed behind it or not.
        const whole: WireResult = { kind: 'response', status, headers, bytes: bytes() };
        finish(trailers.length > 0 ? { ...whole, trailers } : whole);
      },
      onResponseError(_, error) {
        if (done) return;
        if (status !== undefined && length === 0 && isLengthOfNothing(status, error))
          return finish({ kind: 'response', status, headers, bytes: noBytes });
        const failed = failure(error);
        finish(status === undefined ? failed : broken(failed.reason));
      },
    });
  });
}

function bytesOf(read: number, headers: Headers): string {
  const promised = headers.find(([name]) => name === 'content-length')?.[1];
  return `after ${read}${promised === undefined ? '' : ` of ${promised}`} bytes of the body`;
}

/**
 * A 304 has the length that a 200 would have (RFC 9110 section 8.6), and a 204 should have none: undici misses bytes that
 * neither can have.
 */
function isLengthOfNothing(status: number, error: Error): boolean {
  const code = 'code' in error ? error.code : undefined;
  return (status === 204 || status === 304) && code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH';
}
