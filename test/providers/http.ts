import { createServer, ServerResponse } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createClock, type Clock } from './clock.ts';
import type { ActiveFaults } from './faults.ts';
import { json, Refusal, type Reply } from './reply.ts';
import { matchRoute } from './router.ts';
import type { RunningProvider, StartOptions } from './provider.ts';
import { acceptKey, openWebSocket } from './websocket.ts';

/** A request as a handler sees it. */
export interface Request {
  /** In capitals. */
  readonly method: string;
  /** The request target as it was sent: path and query, still percent-encoded. */
  readonly target: string;
  /** The path alone, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** A header's value, the values of a repeated one joined; empty if there is none. */
  header(name: string): string;
  /** The address that the request comes from. */
  readonly client: string;
  /** A path parameter, decoded. */
  param(name: string): string;
  /** The body as it was sent; empty if there was none. */
  readonly bytes: Buffer;
  /** The body as JSON, refused with 415, or 400, if it isn't. Nothing (undefined) without a body. */
  json(): unknown;
}

export type Handler = (request: Request) => Reply | Promise<Reply>;

export interface Route {
  /** In capitals. GET serves HEAD too. */
  readonly method: string;
  /** A path with `{parameters}`, each one segment or a part of one. */
  readonly path: string;
  /** The operationId, by which faults name their victim. */
  readonly operation: string;
  readonly handle: Handler;
}

export interface Service {
  readonly routes: readonly Route[];
  /** Puts a refusal, the kit's own (`Refusal.code` is then a `KitCode`) or a handler's, into the provider's error envelope. */
  readonly refuse: (refusal: Refusal, request: Request) => Reply;
  readonly faults: ActiveFaults;
  /** The clock that the handlers use too. */
  readonly clock?: Clock;
  /** Bytes a request body may have; default 1 MiB. */
  readonly bodyLimit?: number;
  /** Last touch to every reply, before faults: headers that all of them carry. */
  readonly finish?: (reply: Reply, request: Request, operation: string | undefined) => Reply;
}

/** Starts a service on a loopback address. */
export async function serve(service: Service, options: StartOptions = {}): Promise<RunningProvider> {
  const clock = service.clock ?? createClock();
  const leaving = new AbortController();
  const upgraded = new Set<Duplex>();
  const server = createServer((incoming, response) => void answer(incoming, response));

  async function answer(incoming: IncomingMessage, response: ServerResponse, head?: Buffer): Promise<void> {
    const answered = await replyTo(service, incoming, head !== undefined);
    if (answered === 'gone') return;
    const { reply, request } = answered;
    if (response.destroyed || response.socket?.destroyed) return;
    const body = reply.body;
    if (body?.kind === 'socket' && head !== undefined && response.socket) {
      const { socket } = response;
      response.writeHead(reply.status, {
        upgrade: 'websocket',
        connection: 'Upgrade',
        'sec-websocket-accept': acceptKey(request.header('sec-websocket-key')),
        ...reply.headers,
      });
      response.flushHeaders();
      response.detachSocket(socket);
      return body.open(openWebSocket(socket, head));
    }
    await send(response, reply, leaving.signal);
  }

  server.on('upgrade', (incoming, socket, head) => {
    upgraded.add(socket);
    socket.on('close', () => upgraded.delete(socket));
    socket.on('error', () => socket.destroy());
    const response = new ServerResponse(incoming);
    response.assignSocket(incoming.socket);
    response.shouldKeepAlive = false;
    response.on('finish', () => response.statusCode === 101 || socket.end());
    void answer(incoming, response, head);
  });
  server.on('clientError', (_, socket) => {
    if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    advance: (milliseconds) => clock.advance(milliseconds),
    close: () =>
      new Promise((resolve) => {
        leaving.abort();
        clock.stop();
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of upgraded) socket.destroy();
      }),
  };
}

async function replyTo(service: Service, incoming: IncomingMessage, upgrade: boolean) {
  const limit = service.bodyLimit ?? 1 << 20;
  const bytes = upgrade ? Buffer.alloc(0) : await readBody(incoming, limit);
  if (bytes === 'gone') return bytes;
  const method = incoming.method ?? 'GET';
  const target = incoming.url ?? '/';
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const match = matchRoute(service.routes, method, path);
  const request: Request = {
    method,
    target,
    path,
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers: incoming.headers,
    client: incoming.socket.remoteAddress ?? '',
    header: (name) => [incoming.headers[name.toLowerCase()] ?? ''].flat().join(', '),
    param(name) {
      const value = match.kind === 'route' ? match.params.get(name) : undefined;
      if (value === undefined) throw new Error(`no path parameter ${name} in ${path}`);
      return value;
    },
    bytes: bytes ?? Buffer.alloc(0),
    json: () => readJson(incoming.headers['content-type'], bytes ?? Buffer.alloc(0)),
  };
  const operation = match.kind === 'route' ? match.route.operation : undefined;
  let reply: Reply;
  try {
    if (bytes === undefined) {
      throw new Refusal(413, 'too-large', `The body is longer than ${limit} bytes.`, {
        headers: { connection: 'close' },
      });
    }
    if (match.kind === 'refusal') throw match.refusal;
    reply = await match.route.handle(request);
  } catch (error) {
    const refusal =
      error instanceof Refusal ? error : new Refusal(500, 'internal', 'The server failed.', { cause: error });
    if (refusal.code === 'internal') process.emitWarning(String(refusal.cause));
    reply = service.refuse(refusal, request);
    reply = { ...reply, headers: { ...reply.headers, ...refusal.headers } };
  }
  if (service.finish) reply = service.finish(reply, request, operation);
  return {
    request,
    reply: operation === undefined ? reply : service.faults.apply(operation, reply, request),
  };
}

/** All of the body; nothing if it is longer than `limit` (the rest is read and dropped); or that the client has gone. */
function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer | undefined | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else resolve(undefined);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('close', () => resolve('gone'));
  });
}

function readJson(contentType: string | undefined, bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  const type = (contentType ?? '').split(';', 1)[0]?.trim() ?? '';
  if (!/^application\/(json|[\w.!#$&^+-]+\+json)$/i.test(type)) {
    throw new Refusal(
      415,
      'unsupported-media-type',
      `The body must be application/json, not ${type || 'untyped'}.`,
    );
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal(400, 'malformed-json', 'The body is not valid JSON.');
  }
}

async function send(response: ServerResponse, reply: Reply, leaving: AbortSignal): Promise<void> {
  const body = reply.body;
  if (body?.kind === 'stream') {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    response.writeHead(reply.status, reply.headers);
    response.flushHeaders();
    const signal = AbortSignal.any([gone.signal, leaving]);
    const write = (chunk: string) => void (signal.aborted || response.write(chunk));
    await body.run({ write, signal });
    response.end();
    return;
  }
  const text =
    body === undefined || body.kind === 'socket'
      ? ''
      : body.kind === 'json'
        ? JSON.stringify(body.value)
        : body.text;
  const length =
    body === undefined && reply.status === 204 ? {} : { 'content-length': Buffer.byteLength(text) };
  if (reply.status === 204 && text !== '' && response.socket) {
    // node:http drops a body that may not be there; a fault that sends one has to write to the wire.
    const lines = Object.entries({ ...reply.headers, ...length, connection: 'close' });
    const head = lines.map(([name, value]) => `${name}: ${String(value)}\r\n`).join('');
    response.socket.end(`HTTP/1.1 ${reply.status} No Content\r\n${head}\r\n${text}`);
    return;
  }
  response.writeHead(reply.status, { ...length, ...reply.headers });
  response.end(text);
}

/** A refusal in the simplest envelope, for providers that have nothing to add to it. */
export const plainRefusal = (refusal: Refusal): Reply =>
  json(refusal.status, { error: refusal.code, message: refusal.message });
