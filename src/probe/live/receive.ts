import type { Dispatcher } from 'undici';
import { raise } from '../../document/limits.ts';
import type { Awaited, Deadlines } from './deadlines.ts';
import type { Connections } from './dispatcher.ts';
import { eventEndOf, type EventEnd } from './event-stream.ts';
import { headerPairs } from './headers.ts';
import { hasBytesBehindHead, lengthFault } from './interim.ts';
import type { Line, OverLine } from './lines.ts';
import {
  closedEarly,
  failure,
  notHttp,
  type WireFailure,
  type WireRequest,
  type WireResult,
} from './wire.ts';

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

/** What all answers of a target are received with. */
export interface Reception<T> {
  readonly limits: AnswerLimits;
  /** What keeps to the time in them. */
  readonly deadlines: Deadlines;
  /** Streams that are being read; undefined once nobody listens any more. */
  streams: Set<Pick<Awaited, 'giveUp'>> | undefined;
  /** Called once for each request, with what was handed over with it, what it came to, and over which connection. */
  settle(of: T, result: WireResult, socket: Line['socket']): void;
}

/** An answer as far as it came. */
interface Answer extends Awaited, OverLine {
  reception: Reception<unknown>;
  of: unknown;
  settled: boolean;
  abort: ((reason?: Error) => void) | undefined;
  socket: Line['socket'];
  /** Whether it is one to HEAD. */
  isHead: boolean;
  /** Whether its request went over a connection that had brought an answer. */
  kept: boolean;
  /** Whether bytes came behind the head of an answer that has no body. */
  overlong: boolean;
  status: number | undefined;
  headers: Headers;
  end: EventEnd | undefined;
  streaming: NodeJS.Timeout | undefined;
  body: Buffer;
  chunks: Buffer[] | undefined;
  length: number;
}

const noHeaders: Headers = [];
const noBytes = Buffer.alloc(0);

/**
 * Takes connections, what is sent over one of them, what answers are received with, and what is handed over with the
 * result; sends it, and hands over what comes back. Takes the answer as undici gets it from its parser: a stream, a signal and
 * headers by name for each cost as much as the whole request.
 */
export function receive<T>(
  dispatcher: Connections,
  request: Dispatcher.DispatchOptions,
  reception: Reception<T>,
  of: T,
): void {
  const answer = Object.create(receiving) as Answer & Dispatcher.DispatchHandler;
  answer.until = 0;
  answer.before = undefined;
  answer.after = undefined;
  answer.reception = reception as Reception<unknown>;
  answer.of = of;
  answer.settled = false;
  answer.abort = undefined;
  answer.line = undefined;
  answer.socket = undefined;
  answer.isHead = request.method === 'HEAD';
  answer.kept = false;
  answer.overlong = false;
  answer.status = undefined;
  answer.headers = noHeaders;
  answer.end = undefined;
  answer.streaming = undefined;
  answer.body = noBytes;
  answer.chunks = undefined;
  answer.length = 0;
  reception.deadlines.add(answer);
  dispatcher.dispatch(request, answer);
}

/** Inherited: functions of its own for each answer take as long to make as the answer to take in. */
const receiving: ThisType<Answer> & Dispatcher.DispatchHandler & Pick<Awaited, 'giveUp'> = {
  onConnect(abort) {
    this.abort = abort;
    const { line } = this;
    if (line) {
      this.kept = line.kept;
      line.begun = false;
      line.chunk = undefined;
    }
    // It may have waited for a connection for too long.
    if (this.settled) abort(new Error('not sent any more'));
  },
  onHeaders(status, raw) {
    // What is only on the way (RFC 9110 section 15.2) is no answer yet.
    if (status < 200 || this.settled) return true;
    this.status = status;
    this.socket = this.line?.socket;
    this.headers = headerPairs(raw);
    // What follows such a head is thrown away unread.
    if (this.isHead || status === 204 || status === 304) this.overlong = hasBytesBehindHead(this.line?.chunk);
    const { deadlines, limits, streams } = this.reception;
    const { maxEvents, streamMs } = limits;
    this.end = eventEndOf(this.headers, maxEvents);
    if (!this.end) return true;
    if (!streams) setImmediate(() => this.giveUp());
    else streams.add(this);
    if (streamMs !== undefined) {
      deadlines.remove(this);
      this.streaming = setTimeout(() => this.giveUp(), streamMs);
    }
    return true;
  },
  onUpgrade(status, raw, socket) {
    // A tunnel that a CONNECT asked for is not gone through.
    socket.destroy();
    finish(this, { kind: 'response', status, headers: headerPairs(raw), bytes: noBytes });
  },
  onData(chunk) {
    const { status, headers, end } = this;
    if (this.settled || status === undefined) return true;
    if (this.length === 0) this.body = chunk;
    else (this.chunks ??= [this.body]).push(chunk);
    this.length += chunk.length;
    const { maxBytes } = this.reception.limits;
    if (this.length > maxBytes) {
      const reason = `the response has more than ${maxBytes} bytes${raise('responseBytes')}`;
      stop(this, { kind: 'broken', status, reason });
    } else if (end?.reached(chunk)) {
      stop(this, { kind: 'response', status, headers, bytes: end.whole(bytesOf(this)) });
    }
    return true;
  },
  onComplete(raw) {
    const { status, headers } = this;
    if (status === undefined) return;
    // What ends by itself has its last event whole, with a line feed behind it or not.
    const whole: WireResult = this.overlong
      ? { kind: 'response', status, headers, bytes: noBytes, overlong: true }
      : { kind: 'response', status, headers, bytes: bytesOf(this) };
    if (this.line) this.line.kept = true;
    finish(this, raw && raw.length > 0 ? { ...whole, trailers: headerPairs(raw) } : whole);
  },
  onError(error) {
    const { status, headers } = this;
    if (this.settled) return;
    if (status !== undefined && this.length === 0 && isLengthOfNothing(status, error))
      return finish(this, {
        kind: 'response',
        status,
        headers,
        bytes: noBytes,
        ...(this.overlong && { overlong: true }),
      });
    const failed = failure(error);
    finish(this, status === undefined ? unbegun(this, error, failed) : broken(this, failed.reason));
  },
  giveUp() {
    const { status, headers, end } = this;
    // Streams without end are read for as long as there is time.
    if (end && status !== undefined)
      stop(this, { kind: 'response', status, headers, bytes: end.whole(bytesOf(this)) });
    else
      stop(this, {
        ...broken(this, `it took longer than ${this.reception.limits.timeoutMs} ms`),
        slow: true,
      });
  },
};

function finish(answer: Answer, result: WireResult): void {
  if (answer.settled) return;
  answer.settled = true;
  answer.reception.deadlines.remove(answer);
  if (answer.streaming) clearTimeout(answer.streaming);
  if (answer.end) answer.reception.streams?.delete(answer);
  answer.reception.settle(answer.of, result, answer.socket ?? answer.line?.socket);
}

/** What is not read to its end ends its connection. */
function stop(answer: Answer, result: WireResult): void {
  finish(answer, result);
  answer.abort?.(new Error('not read any further'));
}

function bytesOf({ chunks, body }: Answer): Buffer {
  return chunks ? Buffer.concat(chunks) : body;
}

/** What became of a request of whose answer not even the head came whole. */
function unbegun({ kept, line }: Answer, error: Error, failed: WireFailure): WireFailure {
  if (failed.kind !== 'broken') return failed;
  const code = 'code' in error ? error.code : undefined;
  // undici says so of any mistake behind a Content-Length.
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return { ...failed, reason: notHttp(lengthFault(line?.chunk)) };
  if (!kept) return failed;
  const isRest = error.name === 'HTTPParserError';
  const isClosed = failed.reason === closedEarly && line?.chunk === undefined;
  return isRest || isClosed ? { ...failed, stale: true } : failed;
}

function broken(
  { status, headers, length }: Answer,
  reason: string,
): WireFailure & { readonly kind: 'broken' } {
  if (status === undefined) return { kind: 'broken', reason };
  const promised = headers.find(([name]) => name === 'content-length')?.[1];
  const read = `after ${length}${promised === undefined ? '' : ` of ${promised}`} bytes of the body`;
  return { kind: 'broken', status, reason: `${reason}, ${read}` };
}

/**
 * A 304 has the length that a 200 would have (RFC 9110 section 8.6), and a 204 should have none: undici misses bytes that
 * neither can have.
 */
function isLengthOfNothing(status: number, error: Error): boolean {
  const code = 'code' in error ? error.code : undefined;
  return (status === 204 || status === 304) && code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH';
}
