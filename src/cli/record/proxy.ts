import { raise } from '../../document/limits.ts';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { endToEnd, headerPairs } from '../../probe/live/headers.ts';
import type { Forwarder } from '../../probe/live/forward.ts';
import type { SentExchange } from '../../probe/recordings/sent.ts';

/** A server in front of a provider. */
export interface Proxy {
  /** Where it listens. */
  readonly url: string;
  /** Ends when the requests under way have. */
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
  const server = createServer((request, response) => {
    handle(options, request, response).catch((error: unknown) => {
      options.onFailure(`${request.method} ${request.url}`, String(error));
      response.destroy();
    });
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
    // A proxy of a browser's kind is asked with whole URLs; only one target is behind this one.
    path: basePath + url.replace(/^https?:\/\/[^/]*/i, '').replace(/^(?!\/)/, '/'),
    headers: headerPairs(incoming.rawHeaders),
    body: length === 0 ? undefined : Buffer.concat(chunks),
  };
  const result = await forwarder.forward(request, {
    head(status, headers) {
      const kept = headers.filter(([name]) => name === 'content-length' || endToEnd([[name, '']]).length > 0);
      response.writeHead(status, kept.flat());
      response.flushHeaders();
    },
    async chunk(bytes) {
      if (!response.destroyed && !response.write(bytes)) {
        await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
    },
  });
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
