import { createRequire } from 'node:module';
import type { Client, Dispatcher, Pool } from 'undici';
import { linesOf } from './lines.ts';
import { proxyOf } from './proxy-url.ts';
import type { TransportOptions } from './wire.ts';

/** What its own file has of a Dispatcher: `request` and its like are added to it by the whole of undici. */
export type Connections = Pick<Dispatcher, 'dispatch' | 'on' | 'destroy'>;

/**
 * Takes scheme, host and port of a target and how to reach it; gives the connections to it, which are kept and used
 * again (HTTP/1.1): straight, through a Unix socket, or through a proxy.
 */
export function createConnections(origin: string, options: TransportOptions): Promise<Connections> {
  return create(origin, options, loadPool, true);
}

interface Pools {
  readonly Pool: typeof Pool;
  readonly Client: typeof Client;
}

/** As `createConnections`, with all that undici can do over them. */
export function createDispatcher(origin: string, options: TransportOptions): Promise<Dispatcher> {
  return create(origin, options, () => import('undici'));
}

async function create(
  origin: string,
  options: TransportOptions,
  load: () => Promise<Pools>,
  told = false,
): Promise<Dispatcher> {
  const { timeoutMs = 30_000, connections = 4, proxy, socketPath } = options;
  const { insecure = false, ...certificates } = options.tls ?? {};
  const connect = {
    timeout: Math.min(timeoutMs, 10_000),
    rejectUnauthorized: !insecure,
    ...certificates,
    ...(socketPath !== undefined && { socketPath }),
  };
  const common = { connections, pipelining: 1, headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  if (proxy !== undefined && socketPath === undefined) {
    const { ProxyAgent } = await import('undici');
    const { origin: uri, authorization } = proxyOf(proxy);
    return new ProxyAgent({
      ...common,
      uri,
      ...(authorization !== undefined && { token: authorization }),
      requestTls: connect,
    });
  }
  const loaded = await load();
  return new loaded.Pool(origin, { ...common, connect, ...(told && { factory: linesOf(loaded.Client) }) });
}

/**
 * The whole of undici has `fetch`, WebSockets, caches and mocks in it, and takes as long to load as a description to
 * be read: its Pool is a file that stands for itself. Where that may have gone is its own affair.
 */
async function loadPool(): Promise<Pools> {
  try {
    const load = createRequire(import.meta.url);
    return {
      Pool: load('undici/lib/dispatcher/pool.js') as typeof Pool,
      Client: load('undici/lib/dispatcher/client.js') as typeof Client,
    };
  } catch {
    return import('undici');
  }
}
