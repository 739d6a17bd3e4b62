import { defaultLimits } from '../../document/limits.ts';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CannotListen } from '../live/errors.ts';
import { headerPairs } from '../live/headers.ts';
import { answerToChallenge } from './challenge.ts';
import type { Signing } from './signing.ts';

/** A request that a provider sent of its own accord: a webhook or a callback. */
export interface Delivery {
  /** The flow whose address it was sent to. */
  readonly flow: string;
  readonly method: string;
  /** Path and query, below the address of the flow. */
  readonly target: string;
  /** The whole address that it was sent to, as the provider was told it. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly bytes: Uint8Array;
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
}

/** What listens for deliveries. */
export interface Listener {
  /** Takes the name of a flow; gives the address that its deliveries are to be sent to. */
  address(flow: string): string;
  /** Takes a flow, how many deliveries it waits for, and for how many milliseconds; gives those that came. */
  wait(flow: string, count: number, ms: number): Promise<readonly Delivery[]>;
  /** Waits until something has come that a test holds for, and for so many milliseconds at most. */
  until(holds: (delivery: Delivery) => boolean, ms: number): Promise<void>;
  /** Waits until nothing is on its way that has begun, and for so many milliseconds at most. */
  settled(ms: number): Promise<void>;
  /** Takes a flow; gives what has come for it and was not taken yet. */
  take(flow: string): readonly Delivery[];
  /** Takes a flow; gives what came and was no delivery of any flow, and what came for it and was not taken. */
  mishaps(flow: string): Mishaps;
  /** As many bytes one may have. */
  readonly maxBytes: number;
  close(): Promise<void>;
}

/** What came and is no delivery. */
export interface Mishaps {
  /** How many were refused since they are too long. */
  readonly refused: number;
  /** How many have begun and not ended, so far. */
  readonly unfinished: number;
  /** Paths that nobody was told, each once, of those that came since this was asked last. */
  readonly elsewhere: readonly string[];
  /** How many connections brought no HTTP since then. */
  readonly garbled: number;
}

/** Where to listen, and how a provider that is elsewhere gets there. */
export interface ListenOptions {
  readonly host?: string;
  readonly port?: number;
  /** The address from outside, of a tunnel for one. Default: where it listens. */
  readonly publicUrl?: string;
  /** What deliveries are answered with. Default 200. */
  readonly status?: number;
  /** How deliveries are signed, where a recording does not say so of its own. */
  readonly signature?: Signing;
  /** Of the body of one delivery. Default 5 MB. */
  readonly maxBytes?: number;
}

const mostDeliveries = 10_000;
const mostPaths = 20;
const longestPath = 200;

/** Takes where to listen, a clock, and what ends all waiting; gives what listens. Throws CannotListen. */
export async function createListener(
  options: ListenOptions,
  now: () => number,
  signal?: AbortSignal,
): Promise<Listener> {
  const { host = '127.0.0.1', port = 0, status = 200, maxBytes = defaultLimits.deliveryBytes } = options;
  const waiting: Delivery[] = [];
  const watchers = new Set<() => void>();
  const refused = new Map<string, number>();
  const begun = new Map<string, number>();
  const told = new Set<string>();
  let elsewhere = new Set<string>();
  let garbled = 0;
  let open = 0;
  const tell = (): void => {
    for (const watch of watchers) watch();
  };
  const count = (counts: Map<string, number>, flow: string, by: number): void =>
    void counts.set(flow, (counts.get(flow) ?? 0) + by);
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const [, flow = '', rest = ''] = /^.*?\/hooks\/([^/?]*)(.*)$/s.exec(path) ?? [];
    if (!told.has(flow)) {
      if (elsewhere.size < mostPaths) elsewhere.add(path.slice(0, longestPath));
      request.resume();
      response.writeHead(404).end();
      return;
    }
    count(begun, flow, 1);
    open += 1;
    const end = (): void => {
      open -= 1;
      tell();
    };
    readBody(request, maxBytes).then(
      (bytes) => {
        count(begun, flow, -1);
        if (bytes === undefined || waiting.length >= mostDeliveries) {
          response.writeHead(413).end();
          if (bytes === undefined) count(refused, flow, 1);
          end();
          return;
        }
        const challenge = answerToChallenge(request.method ?? 'GET', rest, bytes);
        if (challenge) {
          const { type, text } = challenge;
          response.writeHead(200, { 'content-type': type, 'x-content-type-options': 'nosniff' }).end(text);
          return end();
        }
        response.writeHead(status).end();
        waiting.push({
          flow,
          method: request.method ?? 'GET',
          url: `${base}/hooks/${flow}${rest}`,
          target: rest.startsWith('/') ? rest : `/${rest}`,
          headers: headerPairs(request.rawHeaders),
          bytes,
          at: now(),
        });
        end();
      },
      () => {
        response.destroy();
        end();
      },
    );
  });
  server.on('clientError', (_, socket) => {
    garbled += 1;
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  server.listen(port, host);
  await once(server, 'listening').catch((error: unknown) => {
    throw new CannotListen(host, port, error, '--listen takes another');
  });
  const actual = (server.address() as AddressInfo).port;
  const own = `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
  const base = (options.publicUrl ?? own).replace(/\/+$/, '');

  const came = (flow: string): number => waiting.filter((one) => one.flow === flow).length;
  const take = (flow: string): Delivery[] => {
    const taken = waiting.filter((one) => one.flow === flow);
    for (const one of taken) waiting.splice(waiting.indexOf(one), 1);
    return taken;
  };
  const arrival = (isThere: () => boolean, ms: number): Promise<void> =>
    new Promise((done) => {
      if (isThere() || signal?.aborted) return done();
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        watchers.delete(watch);
        done();
      };
      const watch = (): void => {
        if (isThere()) end();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener('abort', end, { once: true });
      watchers.add(watch);
    });
  return {
    address(flow) {
      told.add(flow);
      return `${base}/hooks/${flow}`;
    },
    take,
    mishaps(flow) {
      const since = { elsewhere: [...elsewhere], garbled };
      elsewhere = new Set();
      garbled = 0;
      return { refused: refused.get(flow) ?? 0, unfinished: begun.get(flow) ?? 0, ...since };
    },
    maxBytes,
    until: (holds, ms) => arrival(() => waiting.some(holds), ms),
    settled: (ms) => arrival(() => open === 0, ms),
    async wait(flow, wanted, ms) {
      await arrival(() => came(flow) >= wanted, ms);
      return take(flow);
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close').catch(() => {});
    },
  };
}

async function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
