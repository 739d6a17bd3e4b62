import { createRequire } from 'node:module';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createHttpServer, request as httpRequest, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { delivered, withPatience, type Patience } from '../../src/probe/live/patience.ts';
import { exhaustedFor, retryAfter } from '../../src/probe/live/rate-limit.ts';
import { createTransport } from '../../src/probe/live/transport.ts';
import type { TransportOptions, WireRequest, WireResult } from '../../src/probe/live/wire.ts';
import { longEnough } from './long-enough.ts';

const certificate = (name: string): string =>
  readFileSync(resolve(import.meta.dirname, 'certificates', name), 'utf8');
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

async function listen(server: Server, at: number | string = 0): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  closers.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((done) =>
    typeof at === 'string' ? server.listen(at, done) : server.listen(at, '127.0.0.1', done),
  );
  const address = server.address() as AddressInfo | string;
  return typeof address === 'string' ? address : String(address.port);
}

const ask: WireRequest = { method: 'GET', path: '/a', headers: [], body: undefined };

async function send(origin: string, options: TransportOptions = {}, request = ask): Promise<WireResult> {
  const transport = await createTransport(origin, { timeoutMs: 30_000, ...options }, Date.now);
  try {
    return await transport.send(request);
  } finally {
    await transport.close();
  }
}

/** A server that says what it is told to, byte for byte, and keeps the connection open or not. */
async function raw(bytes: string, then: 'keep' | 'end' | 'reset' | 'drip'): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => {
      if (then === 'drip') {
        const timer = setInterval(() => socket.write('x'), 20);
        socket.on('close', () => clearInterval(timer));
      }
      socket.write(bytes, () => {
        if (then === 'end') socket.end();
        if (then === 'reset') socket.resetAndDestroy();
      });
    });
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

const never = (): Promise<void> => Promise.reject(new Error('nothing is waited for'));

const reasonOf = (result: WireResult): string =>
  result.kind === 'response' ? `response ${result.status}` : `${result.kind}: ${result.reason}`;

describe('a connection', () => {
  it('that is refused is told apart from one that breaks', async () => {
    const port = await listen(createTcpServer());
    closers.splice(0).forEach((close) => close());
    expect(reasonOf(await send(`http://127.0.0.1:${port}`))).toBe('unreachable: the connection was refused');
  });

  it('that is closed behind an answer that says nothing of it has not lost the next request', async () => {
    let read = '';
    /** Answers the first request of a connection, and closes it without having read the next. */
    const closing = async (status: number): Promise<string> => {
      const server = createTcpServer((socket) => {
        socket.on('error', () => socket.destroy());
        socket.once('data', (bytes) => {
          read += bytes.toString().split(' ', 2)[1];
          socket.write(`HTTP/1.1 ${status} X\r\ncontent-length: 0\r\n\r\n`);
          socket.once('data', () => socket.resetAndDestroy());
        });
      });
      return `http://127.0.0.1:${await listen(server)}`;
    };
    const twice = async (status: number): Promise<string[]> => {
      const transport = await createTransport(await closing(status), {}, Date.now);
      const results = [
        await transport.send(ask),
        await transport.send({ ...ask, method: 'POST', path: '/b' }),
      ];
      await transport.close();
      return results.map(reasonOf);
    };
    expect(await twice(500)).toEqual(['response 500', 'response 500']);
    expect(read).toBe('/a/b');
    // Who closes it for no reason that can be seen may have done what was asked.
    expect(await twice(200)).toEqual(['response 200', 'broken: the connection was closed early']);
    // And what is lost again is told.
    const server = createTcpServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', (bytes) => {
        if (bytes.toString().startsWith('POST')) socket.resetAndDestroy();
        else socket.write('HTTP/1.1 500 X\r\ncontent-length: 0\r\n\r\n');
        socket.once('data', () => socket.resetAndDestroy());
      });
    });
    const transport = await createTransport(`http://127.0.0.1:${await listen(server)}`, {}, Date.now);
    await transport.send(ask);
    expect(reasonOf(await transport.send({ ...ask, method: 'POST' }))).toMatch(/^broken: .*closed early$/);
    await transport.close();
  });

  it('that is closed while it is idle has lost nothing that changes nothing', async () => {
    let connections = 0;
    const server = createTcpServer((socket) => {
      connections += 1;
      socket.on('error', () => socket.destroy());
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
        socket.once('data', () => socket.resetAndDestroy());
      });
    });
    const transport = await createTransport(`http://127.0.0.1:${await listen(server)}`, {}, Date.now);
    const patient = withPatience((request) => transport.send(request), {}, { now: Date.now, sleep: never });
    const deliver = async (method: string): Promise<string> => {
      const { result, before } = await patient({ ...ask, method }, undefined, delivered);
      return [reasonOf(result), ...before].join(' after ');
    };
    expect(await deliver('GET')).toBe('response 200');
    expect(await deliver('GET')).toBe('response 200 after the connection was closed early');
    expect(connections).toBe(2);
    expect(await deliver('DELETE')).toBe('broken: the connection was closed early');
    await transport.close();
  });

  it('that a request is lost on each time is told of once', async () => {
    let asked = 0;
    const server = createHttpServer((request, response) => {
      asked += 1;
      if (request.url === '/b') request.socket.destroy();
      else response.end();
    });
    const transport = await createTransport(`http://127.0.0.1:${await listen(server)}`, {}, Date.now);
    const patient = withPatience((request) => transport.send(request), {}, { now: Date.now, sleep: never });
    await patient(ask, undefined, delivered);
    const { result, before } = await patient({ ...ask, path: '/b' }, undefined, delivered);
    expect([reasonOf(result), ...before]).toEqual(['broken: the connection was closed early']);
    expect(asked).toBe(3);
    server.close();
    server.closeAllConnections();
    await transport.close();
  });

  it('that ends with the provider is told of as what became of it', async () => {
    const server = createHttpServer((request, response) => {
      if (request.url === '/a') return void response.end();
      server.close();
      server.closeAllConnections();
    });
    const transport = await createTransport(`http://127.0.0.1:${await listen(server)}`, {}, Date.now);
    const patient = withPatience((request) => transport.send(request), {}, { now: Date.now, sleep: never });
    await patient(ask, undefined, delivered);
    const { result, before } = await patient({ ...ask, path: '/b' }, undefined, delivered);
    expect([reasonOf(result), ...before]).toEqual(['broken: the connection was closed early']);
    await transport.close();
  });

  it('that an answer came over before all was sent is not used again', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', () => {
        socket.pause();
        socket.write('HTTP/1.1 401 X\r\ncontent-length: 0\r\n\r\n');
      });
    });
    const transport = await createTransport(`http://127.0.0.1:${await listen(server)}`, {}, Date.now);
    for (const body of [Buffer.alloc(20_000_000), Buffer.alloc(100_000), undefined])
      expect(reasonOf(await transport.send({ ...ask, method: 'POST', body }))).toBe('response 401');
    await transport.close();
  });

  it('may bring answers that are only on the way', async () => {
    const ways = [
      'HTTP/1.1 100 Continue\r\n\r\n',
      'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 100 Continue\r\nx: y\r\n\r\n',
      'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n',
    ];
    for (const onTheWay of ways) {
      const bytes = `${onTheWay}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok`;
      const result = await send(await raw(bytes, 'keep'));
      expect(result).toMatchObject({ kind: 'response', status: 200, headers: [['content-length', '2']] });
    }
    expect(
      reasonOf(await send(await raw('HTTP/1.1 101 X\r\nupgrade: a\r\nconnection: upgrade\r\n\r\n', 'keep'))),
    ).toBe('broken: it answered 101 to a request that asks for no other protocol');
    expect(reasonOf(await send(await raw('HTTP/1.1 100 Continue\r\n\r\n', 'end')))).toBe(
      'broken: the connection was closed early',
    );
  });

  it('may be reset, before and within an answer', async () => {
    expect(reasonOf(await send(await raw('', 'reset')))).toBe('broken: the connection was closed early');
    const within = 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc';
    expect(reasonOf(await send(await raw(within, 'reset')))).toMatch(
      /^broken: the connection was closed early, after 3 of 10 bytes of the body$/,
    );
    expect(reasonOf(await send(await raw(within, 'end')))).toMatch(/after 3 of 10 bytes of the body$/);
  });

  it('may stay silent, or drip', async () => {
    expect(reasonOf(await send(await raw('', 'keep'), { timeoutMs: 200 }))).toBe(
      'broken: it took longer than 200 ms',
    );
    const head = 'HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n';
    const dripping = await raw(head, 'drip');
    const reason = await longEnough(
      async (timeoutMs) => reasonOf(await send(dripping, { timeoutMs })),
      (told) => told.includes('after'),
    );
    expect(reason).toMatch(/^broken: it took longer than \d+ ms, after \d+ of 100000 bytes of the body$/);
  });

  it('may speak something else than HTTP', async () => {
    expect(reasonOf(await send(await raw('SSH-2.0-OpenSSH_9\r\n', 'end')))).toMatch(
      /^broken: what came back is not HTTP \(/,
    );
    expect(
      reasonOf(await send(await raw(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 'end'))),
    ).toBe('broken: its headers are too long');
  });

  it('may never stop', async () => {
    const server = createHttpServer((_, response) => {
      const more = (): void => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    });
    const origin = `http://127.0.0.1:${await listen(server)}`;
    expect(await send(origin, { maxBytes: 1_000_000 })).toEqual({
      kind: 'broken',
      status: 200,
      reason: 'the response has more than 1000000 bytes; --limit responseBytes=N allows more',
    });
  });

  it('goes through a Unix socket', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'apicheck-')), 's');
    await listen(
      createHttpServer((request, response) => response.end(`at ${request.url}`)),
      path,
    );
    const result = await send('http://localhost', { socketPath: path });
    expect(result.kind === 'response' && Buffer.from(result.bytes).toString()).toBe('at /a');
  });

  it('goes through a proxy that wants credentials', async () => {
    const target = await listen(createHttpServer((_, response) => response.end('there')));
    const seen: string[] = [];
    const server = createHttpServer();
    server.on('connect', (request, socket: Socket) => {
      seen.push(`${request.url} ${request.headers['proxy-authorization']}`);
      const [host = '', port = '0'] = (request.url ?? '').split(':');
      const onward = httpRequest({ host, port, path: '/a' }, (answer) => {
        socket.write(`HTTP/1.1 ${answer.statusCode} OK\r\ncontent-length: 5\r\n\r\n`);
        answer.pipe(socket);
      });
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      socket.once('data', () => onward.end());
    });
    const proxy = `http://me:pass@127.0.0.1:${await listen(server)}`;
    const result = await send(`http://127.0.0.1:${target}`, { proxy });
    expect(result.kind === 'response' && Buffer.from(result.bytes).toString()).toBe('there');
    expect(seen).toEqual([`127.0.0.1:${target} Basic ${Buffer.from('me:pass').toString('base64')}`]);
  });
});

describe('TLS', () => {
  const secure = async (name: string, mutual = false): Promise<string> => {
    const handle: RequestListener = (_, response) => response.end('secret');
    const keys = { cert: certificate(`${name}.pem`), key: certificate(`${name}.key`) };
    const server = createHttpsServer(
      { ...keys, ...(mutual && { requestCert: true, ca: certificate('authority.pem') }) },
      handle,
    );
    server.on('tlsClientError', () => {});
    return `https://127.0.0.1:${await listen(server)}`;
  };
  const ca = certificate('authority.pem');

  it('trusts the authorities that it is told to', async () => {
    const origin = await secure('server');
    expect(reasonOf(await send(origin))).toBe(
      'unreachable: its certificate is of an authority that is not known (--ca FILE trusts one)',
    );
    expect(reasonOf(await send(origin, { tls: { ca } }))).toBe('response 200');
    expect(reasonOf(await send(origin, { tls: { insecure: true } }))).toBe('response 200');
  });

  it('refuses what has expired', async () => {
    expect(reasonOf(await send(await secure('expired'), { tls: { ca } }))).toBe(
      'unreachable: its certificate has expired',
    );
  });

  it('shows who the client is', async () => {
    const origin = await secure('server', true);
    const keys = { cert: certificate('client.pem'), key: certificate('client.key') };
    expect(reasonOf(await send(origin, { tls: { ca, ...keys } }))).toBe('response 200');
    expect((await send(origin, { tls: { ca } })).kind).not.toBe('response');
  });
});

describe('patience', () => {
  const answer = (status: number, headers: WireRequest['headers'] = []): WireResult => ({
    kind: 'response',
    status,
    headers,
    bytes: new Uint8Array(),
  });
  const refused: WireResult = { kind: 'unreachable', reason: 'no' };
  const broken: WireResult = { kind: 'broken', reason: 'cut' };

  async function deliver(
    results: readonly WireResult[],
    patience: Patience,
    method = 'GET',
    expected?: number,
  ): Promise<{ readonly sent: number; readonly status: string; readonly waited: number }> {
    let sent = 0;
    let time = 1_000_000;
    const waiting = { now: () => time, sleep: (ms: number) => Promise.resolve(void (time += ms)) };
    const next = (): Promise<WireResult> => Promise.resolve(results[sent++] ?? answer(200));
    const { result } = await withPatience(next, patience, waiting)({ ...ask, method }, expected, delivered);
    return { sent, status: reasonOf(result), waited: Math.round((time - 1_000_000) / 1000) };
  }

  it('sends again what does no harm, as often as it is told', async () => {
    expect((await deliver([broken, broken], { retries: 2 })).sent).toBe(3);
    expect((await deliver([broken, broken], { retries: 1 })).sent).toBe(2);
    expect((await deliver([broken], {})).sent).toBe(1);
    expect((await deliver([broken], { retries: 2 }, 'POST')).sent).toBe(1);
    expect((await deliver([refused], { retries: 2 }, 'POST')).sent).toBe(2);
    expect((await deliver([answer(503)], { retries: 2 })).sent).toBe(2);
    expect((await deliver([answer(503)], { retries: 2 }, 'POST')).sent).toBe(1);
    expect((await deliver([answer(503)], { retries: 2 }, 'GET', 503)).sent).toBe(1);
    expect((await deliver([answer(500)], { retries: 2 })).sent).toBe(1);
  });

  it('waits as long as it is asked to, within reason', async () => {
    const limited = answer(429, [['retry-after', '7']]);
    expect(await deliver([limited], {}, 'POST')).toEqual({ sent: 2, status: 'response 200', waited: 7 });
    expect((await deliver([limited, limited, limited, limited, limited], {})).status).toBe('response 429');
    expect((await deliver([answer(429, [['retry-after', '3600']])], {})).sent).toBe(1);
    expect((await deliver([limited], {}, 'GET', 429)).sent).toBe(1);
  });

  it('keeps to a rate, and to when the target has some left again', async () => {
    let time = 0;
    const starts: number[] = [];
    const waiting = { now: () => time, sleep: (ms: number) => Promise.resolve(void (time += ms)) };
    const next = (): Promise<WireResult> => {
      starts.push(Math.round(time));
      const headers = [['ratelimit', '"a";r=0;t=5']] as const;
      return Promise.resolve(starts.length === 3 ? answer(429, headers) : answer(200));
    };
    const send = withPatience(next, { ratePerSecond: 10 }, waiting);
    for (let index = 0; index < 4; index++) await send(ask, undefined, delivered);
    expect(starts).toEqual([0, 100, 200, 5200, 5300]);
  });

  it('reads limits as they are written', () => {
    expect(retryAfter([['retry-after', '120']], 0)).toBe(120_000);
    expect(retryAfter([['retry-after', 'Thu, 01 Jan 1970 00:01:00 GMT']], 1_000)).toBe(59_000);
    expect(retryAfter([['retry-after', 'soon']], 0)).toBeUndefined();
    expect(exhaustedFor([['ratelimit', '"default";r=0;t=30']], 0)).toBe(30_000);
    expect(exhaustedFor([['ratelimit', '"default";r=5;t=30']], 0)).toBeUndefined();
    const legacy = (reset: string) =>
      [
        ['x-ratelimit-remaining', '0'],
        ['x-ratelimit-reset', reset],
      ] as const;
    expect(exhaustedFor(legacy('12'), 0)).toBe(12_000);
    expect(exhaustedFor(legacy('1700000010'), 1_700_000_000_000)).toBe(10_000);
  });
});

describe('streams', () => {
  const streaming = async (type: string, handle: RequestListener): Promise<string> =>
    `http://127.0.0.1:${await listen(
      createHttpServer((request, response) => {
        response.writeHead(200, { 'content-type': type });
        handle(request, response);
      }),
    )}`;
  const read = async (origin: string, options: TransportOptions): Promise<string> => {
    const result = await send(origin, options);
    return result.kind === 'response' ? Buffer.from(result.bytes).toString() : result.reason;
  };

  it('are read for a stated time or number, whole events only', async () => {
    let pause = 30_000;
    const origin = await streaming('text/event-stream', (_, response) => {
      response.write('data: 1\n\ndata: 2\n\ndata: cut');
      const timer = setTimeout(() => response.write(' off\n\ndata: 4\n\n'), pause);
      response.on('close', () => clearTimeout(timer));
    });
    expect(await read(origin, { maxEvents: 1 })).toBe('data: 1\n\n');
    expect(await read(origin, { streamMs: 100 })).toBe('data: 1\n\ndata: 2\n\n');
    // A stream may be read for longer than a response is waited for.
    const longer = (timeoutMs: number): Promise<string> => {
      pause = timeoutMs + 200;
      return read(origin, { timeoutMs, streamMs: 60_000, maxEvents: 4 });
    };
    expect(await longEnough(longer, (text) => text.startsWith('data'))).toBe(
      'data: 1\n\ndata: 2\n\ndata: cut off\n\ndata: 4\n\n',
    );
  });

  it('of JSON have their last value, with a line feed behind it or not, if they end by themselves', async () => {
    for (const type of ['application/jsonl', 'application/x-jsonlines; charset=utf-8']) {
      const origin = await streaming(type, (_, response) => response.end('{"a":1}\n{"a":2}'));
      expect(await read(origin, { streamMs: 60_000 })).toBe('{"a":1}\n{"a":2}');
    }
    const endless = await streaming('application/json-seq', (_, response) => {
      response.write('\u001e{"a":1}\n\u001e{"a"');
    });
    expect(await read(endless, { streamMs: 100 })).toBe('\u001e{"a":1}\n');
  });

  it('have no time of their own for what is none', async () => {
    const origin = await streaming('application/json', (_, response) => response.write('{'));
    expect(await read(origin, { timeoutMs: 200, streamMs: 30_000 })).toContain('longer than 200 ms');
  });
});

describe('connections', () => {
  it('are those of the package, of which no more is loaded than they need', async () => {
    const file: unknown = createRequire(import.meta.url)('undici/lib/dispatcher/pool.js');
    expect(file).toBe((await import('undici')).Pool);
  });
});
