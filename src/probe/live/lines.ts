import type { Socket } from 'node:net';
import type { Client, Dispatcher } from 'undici';
import { createInterimFilter } from './interim.ts';

/** What takes an answer in, and is told which connection it comes over. */
export interface OverLine {
  line: Line | undefined;
}

/** One of the connections to a target, as it is now: it is opened again where it was closed. */
export interface Line {
  socket: Pick<Socket, 'errored' | 'destroy' | 'writableLength'> | undefined;
  /** Whether an answer came over it to its end. */
  kept: boolean;
  /** Whether the answer to the request under way has begun. */
  begun: boolean;
  /** What was read of it last, without answers that are only on the way. */
  chunk: Buffer | undefined;
}

type Connector = (options: object, callback: (error: Error | null, socket: Socket | null) => void) => void;

/**
 * Takes undici's client of one connection; gives what its Pool makes connections with, so that each says to handlers
 * which it is.
 */
export function linesOf(create: typeof Client): (origin: URL, options: object) => Dispatcher {
  return (origin, options) => {
    const { connect, ...others } = options as { readonly connect: Connector };
    const line: Line = { socket: undefined, kept: false, begun: false, chunk: undefined };
    const client = new create(origin, {
      ...others,
      connect: (target: object, callback: (...result: never) => void) =>
        connect(target, (error, socket) => {
          line.socket = socket ?? undefined;
          line.kept = false;
          if (socket) listenIn(socket, line);
          (callback as Parameters<Connector>[1])(error, socket);
        }),
    } as Client.Options);
    const dispatch = client.dispatch.bind(client);
    client.dispatch = (request, handler) => {
      (handler as Partial<OverLine>).line = line;
      return dispatch(request, handler);
    };
    return client;
  };
}

/** Takes a connection that was opened; keeps to itself what undici takes for a mistake and is none, and tells the line the rest. */
function listenIn(socket: Socket, line: Line): void {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  const filter = createInterimFilter();
  socket.read = (size?: number): Buffer | null => {
    for (;;) {
      const bytes = read(size);
      if (bytes === null) return null;
      const chunk = line.begun ? bytes : filter(bytes);
      if (chunk === undefined) continue;
      line.begun = true;
      line.chunk = chunk;
      return chunk;
    }
  };
}

/** Takes a connection that an answer came over to its end; gives whether it was given up as more bytes follow. */
export function isFollowed(socket: Line['socket']): boolean {
  return socket?.errored?.message === 'bad response';
}
