import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { activateFaults } from './faults.ts';
import { plainRefusal, serve, type Route, type Service } from './http.ts';
import type { RunningProvider } from './provider.ts';
import { empty, json, Refusal, stream, text, webSocket } from './reply.ts';
import { acceptKey, asksForWebSocket } from './websocket.ts';

let running: RunningProvider | undefined;
afterEach(() => running?.close());

const clock = createClock();
const thing = { id: 7, name: 'lamp', made: '2026-01-31T10:00:00Z', tags: ['a', 'b'], state: 'on' };
const routes: Route[] = [
  {
    method: 'GET',
    path: '/things/{id}',
    operation: 'getThing',
    handle: (request) => json(200, { ...thing, id: request.param('id') }),
  },
  {
    method: 'GET',
    path: '/things/first',
    operation: 'getFirst',
    handle: () => json(200, thing, { 'x-count': '1' }),
  },
  {
    method: 'POST',
    path: '/things',
    operation: 'createThing',
    handle: (request) => json(201, request.json()),
  },
  { method: 'DELETE', path: '/things/{id}', operation: 'deleteThing', handle: () => empty(204) },
  {
    method: 'POST',
    path: '/things/{id}:lock',
    operation: 'lockThing',
    handle: (request) => text(200, 'text/plain', request.param('id')),
  },
  {
    method: 'GET',
    path: '/refused',
    operation: 'refused',
    handle: () => {
      throw new Refusal(409, 'taken', 'Taken.', { headers: { 'retry-after': '3' } });
    },
  },
  {
    method: 'GET',
    path: '/stream',
    operation: 'stream',
    handle: () =>
      stream(200, 'text/event-stream', async ({ write, signal }) => {
        write('data: 1\n\n');
        await clock.sleep(60_000, signal);
        write('data: 2\n\n');
      }),
  },
  {
    method: 'GET',
    path: '/socket',
    operation: 'socket',
    handle: (request) =>
      asksForWebSocket(request.headers)
        ? webSocket((peer) => peer.onMessage((message) => peer.send(`you said ${message}`)))
        : empty(426, { upgrade: 'websocket' }),
  },
];

async function start(more: Partial<Service> = {}): Promise<string> {
  await running?.close();
  running = await serve({
    routes,
    refuse: plainRefusal,
    faults: activateFaults({}),
    clock,
    ...more,
  });
  return running.url;
}

describe('routes', () => {
  it('prefers the path with fewer parameters, and decodes them', async () => {
    const url = await start();
    expect(await (await fetch(`${url}/things/first`)).json()).toEqual(thing);
    expect(await (await fetch(`${url}/things/a%2Fb`)).json()).toMatchObject({ id: 'a/b' });
    expect(await (await fetch(`${url}/things/x:lock`, { method: 'POST' })).text()).toBe('x');
    expect((await fetch(`${url}/things/x`, { method: 'HEAD' })).status).toBe(200);
  });

  it('refuses unknown paths, methods and encodings in the envelope of the provider', async () => {
    const url = await start();
    const missing = await fetch(`${url}/nowhere`);
    expect([missing.status, await missing.json()]).toEqual([
      404,
      { error: 'not-found', message: 'There is nothing at /nowhere.' },
    ]);
    const method = await fetch(`${url}/things/1`, { method: 'PUT' });
    expect([method.status, method.headers.get('allow')]).toEqual([405, 'GET, HEAD, DELETE']);
    expect((await fetch(`${url}/things/%ff`)).status).toBe(400);
    const refused = await fetch(`${url}/refused`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([409, '3']);
  });
});

describe('bodies', () => {
  const post = (url: string, body: string, type = 'application/json') =>
    fetch(`${url}/things`, { method: 'POST', body, headers: { 'content-type': type } });

  it('reads JSON and refuses what is not', async () => {
    const url = await start({ bodyLimit: 100 });
    expect((await post(url, '{"a":1}')).status).toBe(201);
    expect((await post(url, '{"a":1}', 'application/vnd.a+json; charset=utf-8')).status).toBe(201);
    expect((await post(url, '{"a":')).status).toBe(400);
    expect((await post(url, 'a=1', 'application/x-www-form-urlencoded')).status).toBe(415);
    expect((await post(url, JSON.stringify('x'.repeat(200)))).status).toBe(413);
  });

  it('does not act on a request that breaks off', async () => {
    let handled = 0;
    const count: Route = {
      method: 'POST',
      path: '/count',
      operation: 'count',
      handle: () => (handled++, empty(204)),
    };
    const url = await start({ routes: [count] });
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
        socket.write('POST /count HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nabc', () =>
          socket.destroy(),
        );
      });
      socket.on('close', () => setTimeout(resolve, 50));
    });
    expect(handled).toBe(0);
    expect((await fetch(`${url}/count`, { method: 'POST' })).status).toBe(204);
    expect(handled).toBe(1);
  });

  it('streams, and lets the clock end what waits', async () => {
    const url = await start();
    const reader = (await fetch(`${url}/stream`)).body?.pipeThrough(new TextDecoderStream()).getReader();
    expect(await reader?.read()).toEqual({ done: false, value: 'data: 1\n\n' });
    running?.advance(61_000);
    expect(await reader?.read()).toEqual({ done: false, value: 'data: 2\n\n' });
    expect((await reader?.read())?.done).toBe(true);
  });

  it('closes while a stream is open', async () => {
    const url = await start();
    const response = await fetch(`${url}/stream`);
    await running?.close();
    await expect(response.text()).rejects.toThrow();
  });
});

describe('WebSockets', () => {
  it('computes the accept key of RFC 6455', () => {
    expect(acceptKey('dGhlIHNhbXBsZSBub25jZQ==')).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });

  it('shakes hands, echoes masked frames, answers pings and closes', async () => {
    const url = await start();
    const { WebSocket } = await import('undici');
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket`);
    const said: unknown[] = [];
    const long = 'x'.repeat(70_000);
    await new Promise<void>((resolve, reject) => {
      socket.onerror = () => reject(new Error('failed'));
      socket.onopen = () => socket.send('hello');
      socket.onmessage = ({ data }) => {
        said.push(data);
        if (said.length === 1) socket.send(long);
        else socket.close(1000);
      };
      socket.onclose = ({ code, wasClean }) => {
        said.push(code, wasClean);
        resolve();
      };
    });
    expect(said).toEqual(['you said hello', `you said ${long}`, 1000, true]);
  });

  it('answers a request without a handshake, and an upgrade where there is none, with HTTP', async () => {
    const url = await start();
    expect((await fetch(`${url}/socket`)).status).toBe(426);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
        socket.write(
          'GET /things/first HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
        );
      });
      let seen = '';
      socket.on('data', (chunk) => (seen += String(chunk)));
      socket.on('close', () => resolve(seen));
    });
    expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(answer).toContain('"name":"lamp"');
  });
});
