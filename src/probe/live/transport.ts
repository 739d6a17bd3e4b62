import type { Dispatcher } from 'undici';
import { createDeadlines } from './deadlines.ts';
import { createConnections } from './dispatcher.ts';
import { flatHeaders } from './headers.ts';
import { isFollowed, type Line } from './lines.ts';
import { receive, type Reception } from './receive.ts';
import type { TransportOptions, WireRequest, WireResult } from './wire.ts';

/** Sends requests to one host, and never to another: redirects are answers like any other. */
export interface Transport {
  send(request: WireRequest): Promise<WireResult>;
  close(): Promise<void>;
}

/** A WebSocket says nothing most of the time: unless the user has more, so much is waited for its messages. */
const listeningMs = 500;

/**
 * Takes scheme, host and port of a target, how to reach it, and a clock in milliseconds; gives what sends to it, over
 * connections that are kept (HTTP/1.1).
 */
export async function createTransport(
  origin: string,
  options: TransportOptions,
  now: () => number,
): Promise<Transport> {
  const { timeoutMs = 30_000, maxBytes = 50_000_000, maxEvents = 1_000, streamMs, signal } = options;
  const dispatcher = await createConnections(origin, options);
  const limits = { timeoutMs, maxBytes, maxEvents, streamMs };
  const deadlines = createDeadlines(timeoutMs, now);

  const upgrade = async (request: WireRequest): Promise<WireResult> => {
    const { sendUpgrade } = await import('./upgrade.ts');
    const { socketPath, proxy, tls } = options;
    return sendUpgrade(origin, request, {
      ...limits,
      streamMs: streamMs ?? listeningMs,
      ...(signal && { signal }),
      ...(socketPath !== undefined && { socketPath }),
      ...(proxy !== undefined && { proxy }),
      ...(tls && { tls }),
    });
  };

  /** Requests under way, and the one that has been the only one since it began, if any is. */
  let underWay = 0;
  let lone: Pending | undefined;
  let overlong = 0;
  dispatcher.on('disconnect', (_origin: URL, _targets: readonly Dispatcher[], error: Error) => {
    if (error.message === 'bad response') overlong += 1;
  });

  /**
   * Whether bytes come behind the only response that is waited for. Of others, those are seen that come in the same turn:
   * to wait for one more takes a twentieth of the rate, and what comes later still may belong to an answer before.
   */
  const withWhatFollows = async (
    own: Pending,
    response: WireResult,
    socket: Line['socket'],
  ): Promise<void> => {
    const before = overlong;
    // The connection is given up with what follows, and tells so once the turn of the event loop is over.
    for (let turn = 0; turn < 2; turn += 1) await new Promise<void>((done) => setImmediate(done));
    const isOverlong = isFollowed(socket) || (overlong > before && own.alone);
    end(own, isOverlong ? overlongResult(response) : response);
  };

  const end = (of: Pending, result: WireResult): void => {
    underWay -= 1;
    of.resolve(result);
  };

  /** What came in this turn of the event loop. */
  let came: Pending[] = [];
  const handOver = (): void => {
    const all = came;
    came = [];
    for (const one of all)
      if (one.result) end(one, isFollowed(one.socket) ? overlongResult(one.result) : one.result);
  };

  const reception: Reception<Pending> = {
    limits,
    deadlines,
    streams: signal?.aborted ? undefined : new Set(),
    settle(of, result, socket) {
      if (socket && result.kind === 'response' && isClosedBehind(result.status, of.bodyLength, socket))
        closeBehind(socket);
      if (of.alone && result.kind === 'response') {
        void withWhatFollows(of, result, socket);
        return;
      }
      // All that came is handed over when the turn is over, one after the other: taking in answers, judging them and
      // sending the next requests are much code each, and take a fifth longer where they alternate.
      of.result = result;
      of.socket = socket;
      if (came.push(of) === 1) setImmediate(handOver);
    },
  };

  const endStreams = (): void => {
    const { streams = [] } = reception;
    reception.streams = undefined;
    for (const stream of [...streams]) stream.giveUp();
  };
  signal?.addEventListener('abort', endStreams, { once: true });

  /** By the time that is taken, which hardly any request says. */
  const hurried = new Map<number, Reception<Pending>>();
  const receptionOf = ({ timeoutMs: own }: WireRequest): Reception<Pending> => {
    if (own === undefined || own >= timeoutMs) return reception;
    let found = hurried.get(own);
    if (!found) {
      const less = { limits: { ...limits, timeoutMs: own }, deadlines: createDeadlines(own, now) };
      // It inherits what streams are read, which changes.
      hurried.set(own, (found = Object.assign(Object.create(reception) as Reception<Pending>, less)));
    }
    return found;
  };

  const exchange = (request: WireRequest): Promise<WireResult> =>
    new Promise((resolve) => {
      const own: Pending = {
        alone: underWay === 0,
        bodyLength: request.body?.length ?? 0,
        resolve,
        result: undefined,
        socket: undefined,
      };
      if (lone) lone.alone = false;
      lone = own.alone ? own : undefined;
      underWay += 1;
      receive(dispatcher, requestOf(request), receptionOf(request), own);
    });

  const requestOf = (request: WireRequest): Dispatcher.DispatchOptions => ({
    origin,
    method: request.method as Dispatcher.HttpMethod,
    path: request.path,
    headers: flatHeaders(request.headers),
    body: request.body ?? null,
    // Here time is taken for the whole answer.
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  return {
    close() {
      deadlines.close();
      for (const each of hurried.values()) each.deadlines.close();
      signal?.removeEventListener('abort', endStreams);
      return dispatcher.destroy();
    },
    send: (request) => (asksForUpgrade(request) ? upgrade(request) : exchange(request)),
  };
}

/** A request under way. */
interface Pending {
  /** Whether it has been the only one since it began. */
  alone: boolean;
  readonly bodyLength: number;
  readonly resolve: (result: WireResult) => void;
  result: WireResult | undefined;
  /** The connection that it came over. */
  socket: Line['socket'];
}

function overlongResult(result: WireResult): WireResult {
  return result.kind === 'response' ? { ...result, overlong: true } : result;
}

/** A body of so many bytes is sent before its head was looked at. */
const longBody = 65_536;

/**
 * Whether a server may close the connection behind an answer and not say so in it (RFC 9112 section 9.5): it failed at
 * what it was asked, or it did not want the body, which may be on the way still.
 */
function isClosedBehind(
  status: number,
  bodyLength: number,
  { writableLength }: NonNullable<Line['socket']>,
): boolean {
  return status >= 500 || writableLength > 0 || (status >= 400 && bodyLength > longBody);
}

/**
 * What is sent over a connection that the server closes is lost, and nobody knows whether it was done: nothing is sent
 * over it any more. What came with the answer is still read, as it may be too much.
 */
function closeBehind(socket: NonNullable<Line['socket']>): void {
  queueMicrotask(() => {
    if (!socket.errored) socket.destroy();
  });
}

function asksForUpgrade({ headers }: WireRequest): boolean {
  return headers.some(([name]) => name.length === 7 && name.toLowerCase() === 'upgrade');
}
