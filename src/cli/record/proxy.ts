import { raise } from '../../document/limits.ts';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { eventEndOf } from '../../probe/live/event-stream.ts';
import { endToEnd, headerPairs } from '../../probe/live/headers.ts';
import type { Forwarder } from '../../probe/live/forward.ts';
import type { SentExchange } from '../../probe/recordings/sent.ts';

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
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) {
      response.writeHead(413).end();
      return options.onFailure(
        `${method} ${url}`,
        `its body has more than ${maxBytes} bytes${raise('responseBytes')}`,
      );
    }
    chunks.push(chunk);
  }
  const request = {
    method,
    path: pathBehind(basePath, url),
    headers: headerPairs(incoming.rawHeaders),
    body: length === 0 ? undefined : Buffer.concat(chunks),
  };
  const leaving = new AbortController();
  const leave = (): void => leaving.abort();
  const result = await forwarder.forward(request, {
    signal: leaving.signal,
    head(status, headers) {
      // The client may ask for another protocol here as well as there.
      const asked = (name: string) => name === 'upgrade' && status === 426;
      const kept = headers.filter(
        ([name]) => name === 'content-length' || asked(name) || endToEnd([[name, '']]).length > 0,
      );
      if (eventEndOf(headers, 1)) {
        endless.add(leave);
        response.on('close', leave);
      }
      response.writeHead(status, kept.flat());
      response.flushHeaders();
    },
    async chunk(bytes) {
      if (!response.destroyed && !response.write(bytes)) {
        await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
    },
  });
  endless.delete(leave);
  if (result.kind !== 'response') {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'content-type': 'text/plain' }).end(`${result.reason}\n`);
    return options.onFailure(`${method} ${url}`, result.reason);
  }
  response.end();
  if (result.cut)
    return options.onFailure(
      `${method} ${url}`,
      `the response has more than ${maxBytes} bytes${raise('responseBytes')}`,
    );
  options.onExchange({
    name: `${method} ${url.replace(/\?.*/s, '')}`,
    request: { ...request, headers: endToEnd(request.headers) },
    response: { status: result.status, headers: result.headers, bytes: result.bytes },
    startedAt,
    durationMs: now() - startedAt,
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
