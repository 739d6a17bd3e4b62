import type { Socket } from 'node:net';
import type { Client, Dispatcher } from 'undici';

/** What takes an answer in, and is told which connection it comes over. */
export interface OverLine {
  line: Line | undefined;
}

/** One of the connections to a target, as it is now: it is opened again where it was closed. */
export interface Line {
  socket: Pick<Socket, 'errored' | 'destroy'> | undefined;
}

type Connector = (options: object, callback: (error: Error | null, socket: Socket | null) => void) => void;

/**
 * Takes undici's client of one connection; gives what its Pool makes connections with, so that each says to handlers
 * which it is.
 */
export function linesOf(create: typeof Client): (origin: URL, options: object) => Dispatcher {
  return (origin, options) => {
    const { connect, ...others } = options as { readonly connect: Connector };
    const line: Line = { socket: undefined };
    const client = new create(origin, {
      ...others,
      connect: (target: object, callback: (...result: never) => void) =>
        connect(target, (error, socket) => {
          line.socket = socket ?? undefined;
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

/** Takes a connection that an answer came over to its end; gives whether it was given up as more bytes follow. */
export function isFollowed(socket: Line['socket']): boolean {
  return socket?.errored?.message === 'bad response';
}
