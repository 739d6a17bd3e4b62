import { raise } from '../../document/limits.ts';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { eventEndOf } from '../../probe/live/event-stream.ts';
import { endToEnd, headerPairs } from '../../probe/live/headers.ts';
import type { Forwarder } from '../../probe/live/forward.ts';
import type { SentExchange } from '../../probe/recordings/sent.ts';
import { keepBody } from './kept-body.ts';

/** A server in front of a provider. */
export interface Proxy {
  /** Where it listens. */
  readonly url: string;
  /** Ends when the requests under way have. Streams of events and WebSockets, which may have no end, are ended. */
  close(): Promise<void>;
}

/** What a proxy is made of. */
export interface ProxyOptions {
  readonly forwarder: Forwarder;
  /** The path of the target's URL, before that of every request; '' for none. */
  readonly basePath: string;
  readonly host: string;
  readonly port: number;
  readonly maxBytes: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onExchange: (sent: SentExchange) => void;
  /** Takes what could not be recorded, and why. */
  readonly onFailure: (request: string, reason: string) => void;
}

/** Takes where to listen and who answers; gives the running server. Throws what listening does. */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const endless = new Set<() => void>();
  const server = createServer((request, response) => {
    handle(options, request, response, endless).catch((error: unknown) => {
      options.onFailure(`${request.method} ${request.url}`, String(error));
      response.destroy();
    });
  });
  const upgrading = new Set<Promise<void>>();
  server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
    const end = (): void => void socket.destroy();
    endless.add(end);
    const running = upgrade(options, request, socket, head).finally(() => {
      endless.delete(end);
      upgrading.delete(running);
    });
    upgrading.add(running);
  });
  server.on('connect', ({ url }: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    options.onFailure(
      `CONNECT ${url}`,
      'no tunnels: requests are to be sent to this address itself, over http',
    );
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const end of endless) end();
      await Promise.all(upgrading);
      // A connection is idle once its last answer has gone, and would be kept for the next request.
      const idle = setInterval(() => server.closeIdleConnections(), 20);
      await closed;
      clearInterval(idle);
    },
  };
}

async function handle(
  options: ProxyOptions,
  incoming: IncomingMessage,
  response: ServerResponse,
  endless: Set<() => void>,
): Promise<void> {
  const { forwarder, now, basePath, maxBytes } = options;
  const { method = 'GET', url = '/' } = incoming;
  const startedAt = now();
  const body = keepBody(incoming, maxBytes);
  const request = {
    method,
    path: pathBehind(basePath, url),
    headers: headerPairs(incoming.rawHeaders),
    body: body?.passing,
    length: incoming.headers['content-length'],
  };
  const leaving = new AbortController();
  const leave = (): void => leaving.abort();
  response.on('close', leave);
  const result = await forwarder.forward(request, {
    signal: leaving.signal,
    info(status, headers) {
      const links = headers.flatMap(([name, value]) => (name === 'link' ? [value] : []));
      if (status === 103 && links.length > 0 && !response.headersSent)
        response.writeEarlyHints({ link: links });
    },
    head(status, headers) {
      // The client may ask for another protocol here as well as there.
      const asked = (name: string) => name === 'upgrade' && status === 426;
      const hasLength = headers.some(([name]) => name === 'content-length');
      const isOurs = (name: string) => name === 'content-length' || (name === 'trailer' && !hasLength);
      const ofMessage = new Set(endToEnd(headers));
      const kept = headers.filter((one) => isOurs(one[0]) || asked(one[0]) || ofMessage.has(one));
      if (eventEndOf(headers, 1)) endless.add(leave);
      response.writeHead(status, kept.flat());
      response.flushHeaders();
    },
    async chunk(bytes) {
      if (!response.destroyed && !response.write(bytes)) await drained(response);
    },
  });
  endless.delete(leave);
  response.off('close', leave);
  // What is left of it was not read by the provider.
  incoming.resume();
  if (result.kind !== 'response') {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'content-type': 'text/plain' }).end(`${result.reason}\n`);
    return options.onFailure(`${method} ${url}`, result.reason);
  }
  if (result.trailers) response.addTrailers(Object.fromEntries(result.trailers));
  response.end();
  if (result.cut || body?.cut())
    return options.onFailure(
      `${method} ${url}`,
      `the ${result.cut ? 'response' : 'request'} has more than ${maxBytes} bytes${raise('responseBytes')}`,
    );
  options.onExchange({
    name: `${method} ${url.replace(/\?.*/s, '')}`,
    request: { method, path: request.path, headers: endToEnd(request.headers), body: body?.bytes() },
    response: {
      status: result.status,
      headers: result.headers,
      bytes: result.bytes,
      ...(result.trailers && { trailers: result.trailers }),
    },
    startedAt,
    durationMs: now() - startedAt,
  });
}

/** Waits until whoever reads has room for more, or has gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}

/** A proxy of a browser's kind is asked with whole URLs; only one target is behind this one. */
function pathBehind(basePath: string, url: string): string {
  return basePath + url.replace(/^(?:https?|wss?):\/\/[^/]*/i, '').replace(/^(?!\/)/, '/');
}

async function upgrade(
  { forwarder, now, basePath, onExchange, onFailure }: ProxyOptions,
  incoming: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  const { method = 'GET', url = '/' } = incoming;
  const startedAt = now();
  const headers = headerPairs(incoming.rawHeaders);
  const request = { method, path: pathBehind(basePath, url), headers, body: undefined };
  const result = await forwarder.upgrade(request, socket, head);
  if (result.kind !== 'response') {
    const text = `${result.reason}\n`;
    const length = Buffer.byteLength(text);
    if (socket.writable)
      socket.end(`HTTP/1.1 502 Bad Gateway\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${text}`);
    return onFailure(`${method} ${url}`, result.reason);
  }
  const { status, messages, unread } = result;
  if (unread !== undefined) onFailure(`${method} ${url}`, `${unread}; what follows of its messages is`);
  onExchange({
    name: `${method} ${url.replace(/\?.*/s, '')}`,
    request: {
      ...request,
      headers: headers.filter(([name]) => name !== 'host' && name !== 'sec-websocket-extensions'),
    },
    response: { status, headers: result.headers, bytes: result.bytes },
    ...(messages && { messages }),
    startedAt,
    durationMs: now() - startedAt,
  });
}
