import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { startProxy } from '../../src/cli/record/proxy.ts';
import { createForwarder } from '../../src/probe/live/forward.ts';
import type { SentExchange } from '../../src/probe/recordings/sent.ts';

/** Takes what answers; gives the address of a server that does until the test ends. */
export async function serve(handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Takes the address of a target, and its base path; gives a proxy before it, and what it has seen. */
export async function through(
  target: string,
  basePath = '',
): Promise<{
  readonly url: string;
  readonly seen: SentExchange[];
  readonly failures: string[];
  readonly close: () => Promise<void>;
}> {
  const seen: SentExchange[] = [];
  const failures: string[] = [];
  const forwarder = await createForwarder(target, { maxBytes: 1_000 });
  const proxy = await startProxy({
    forwarder,
    basePath,
    host: '127.0.0.1',
    port: 0,
    maxBytes: 1_000,
    now: () => 5,
    onExchange: (one) => seen.push(one),
    onFailure: (request, reason) => failures.push(`${request}: ${reason}`),
  });
  const close = async (): Promise<void> => {
    await proxy.close();
    await forwarder.close();
  };
  return { url: proxy.url, seen, failures, close };
}
