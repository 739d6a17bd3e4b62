import { createServer, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStore } from '../../src/document/store.ts';

let server: Server;
let base = '';
let requests = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests++;
    switch (request.url) {
      case '/api.json':
        response.setHeader('content-type', 'application/json').end('{"openapi": "3.1.0",}');
        break;
      case '/zipped':
        response.setHeader('content-encoding', 'gzip').end(gzipSync('openapi: 3.0.0\n'));
        break;
      case '/bomb':
        response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(1_000_000, 'a')));
        break;
      case '/torn':
        response.setHeader('content-encoding', 'gzip').end(gzipSync('openapi: 3.0.0\n').subarray(0, 12));
        break;
      case '/latin':
        response
          .setHeader('content-type', 'application/yaml; charset=iso-8859-1')
          .end(Buffer.from([0x61, 0x3a, 0x20, 0xfc]));
        break;
      case '/moved':
        response.writeHead(302, { location: '/zipped' }).end();
        break;
      case '/away':
        response.writeHead(302, { location: 'http://evil.example/x' }).end();
        break;
      case '/loop':
        response.writeHead(302, { location: '/loop' }).end();
        break;
      case '/silent':
        break;
      default:
        response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function open(path: string): Promise<unknown> {
  const limits = { documentBytes: 100_000, fetchTime: path === '/silent' ? 200 : 30_000 };
  const result = await createStore({ cwd: '/', offline: false, limits }).open(base + path);
  return result.kind === 'failed' ? result.reason.replaceAll(base, '') : result.opened[0]?.document.value;
}

test.each([
  ['/zipped', { openapi: '3.0.0' }],
  ['/moved', { openapi: '3.0.0' }],
  ['/latin', { a: 'ü' }],
  ['/api.json', { openapi: '3.1.0' }],
  ['/bomb', '/bomb has more than 100000 bytes; --limit documentBytes=N allows more'],
  ['/torn', '/torn cannot be fetched: unexpected end of file'],
  ['/absent', '/absent cannot be fetched: the server answered 404'],
  [
    '/away',
    '/away is redirected to evil.example, which is not an allowed host; --allow-host evil.example allows it',
  ],
  ['/loop', '/loop is redirected more than 5 times; --limit redirects=N allows more'],
  ['/silent', '/silent gave no answer within 0.2 s; --limit fetchTime=N allows more'],
])('%s', async (path, expected) => {
  expect(await open(path)).toEqual(expected);
});

test('a host that refuses is said to', async () => {
  const result = await createStore({ cwd: '/', offline: false }).open('http://127.0.0.1:1/x.yaml');
  expect(result).toEqual({
    kind: 'failed',
    reason: 'http://127.0.0.1:1/x.yaml cannot be fetched: its host refuses the connection',
  });
});

test('what the user named may be referred to, and is fetched once', async () => {
  const store = createStore({ cwd: '/', offline: false });
  const opened = await store.open(`${base}/zipped`);
  if (opened.kind === 'failed' || opened.opened[0] === undefined) throw new Error('not opened');
  const before = requests;
  const from = opened.opened[0].document;
  expect(await store.openReferenced(`${base}/moved`, from)).toMatchObject({ kind: 'opened' });
  expect(await store.openReferenced(`${base}/moved`, from)).toMatchObject({ kind: 'opened' });
  expect(requests - before).toBe(2);
});
