import { once } from 'node:events';
import { request as ask, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { serve, through } from './recording-proxy.ts';

/** Takes an address, a body that is sent there and how; gives the answer as soon as its head is there, and the request. */
async function send(
  url: string,
  body: string,
  options: RequestOptions = {},
): Promise<{ readonly answer: IncomingMessage; readonly request: ClientRequest }> {
  const request = ask(url, options);
  request.end(body);
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  return { answer, request };
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of answer as AsyncIterable<Buffer>) text += chunk.toString();
  return text;
}

it('hands uploads on while they come, in the way that they come', async () => {
  const target = await serve((request, response) => {
    const { 'content-length': length = 'none', 'transfer-encoding': coding = 'none' } = request.headers;
    response.write(`${length} ${coding}:`);
    request.pipe(response);
  });
  const { url, seen, close } = await through(target);
  const request = ask(`${url}/a`, { method: 'PUT' });
  request.write('one');
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  const pieces: string[] = [];
  answer.on('data', (chunk: Buffer) => pieces.push(chunk.toString()));
  await expect.poll(() => pieces.join('')).toBe('none chunked:one');
  request.end('two');
  await once(answer, 'end');
  expect(
    await textOf((await send(`${url}/b`, 'ab', { method: 'PUT', headers: { 'content-length': 2 } })).answer),
  ).toBe('2 none:ab');
  await close();
  expect(seen.map(({ request: { body } }) => Buffer.from(body ?? []).toString())).toEqual(['onetwo', 'ab']);
});

it('hands on what is too long to be kept', async () => {
  const target = await serve((request, response) => {
    let length = 0;
    request.on('data', (chunk: Buffer) => (length += chunk.length));
    request.on('end', () => response.end(String(length)));
  });
  const { url, seen, failures, close } = await through(target);
  expect(await textOf((await send(`${url}/a`, 'x'.repeat(5_000), { method: 'POST' })).answer)).toBe('5000');
  await close();
  expect(seen).toEqual([]);
  expect(failures).toEqual([
    'POST /a: the request has more than 1000 bytes; --limit responseBytes=N allows more',
  ]);
});

it('keeps an answer without the content that its length speaks of', async () => {
  const target = await serve((_, response) => response.writeHead(304, { 'content-length': '10' }).end());
  const { url, seen, close } = await through(target);
  const { answer } = await send(`${url}/a`, '');
  expect([answer.statusCode, answer.headers['content-length'], await textOf(answer)]).toEqual([
    304,
    '10',
    '',
  ]);
  await close();
  expect(seen).toMatchObject([{ response: { status: 304, bytes: Buffer.of() } }]);
});

it('hands on early hints and trailers', async () => {
  const target = await serve((_, response) => {
    response.writeEarlyHints({ link: '</a.css>; rel=preload' });
    response.writeHead(200, { trailer: 'x-sum' }).write('body');
    response.addTrailers({ 'x-sum': 'abc' });
    response.end();
  });
  const { url, seen, close } = await through(target);
  const request = ask(url).end();
  const hints: unknown[] = [];
  request.on('information', ({ statusCode, headers }) => hints.push([statusCode, headers.link]));
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  expect(await textOf(answer)).toBe('body');
  await close();
  expect(hints).toEqual([[103, '</a.css>; rel=preload']]);
  expect([answer.headers.trailer, answer.trailers]).toEqual(['x-sum', { 'x-sum': 'abc' }]);
  expect(seen).toMatchObject([{ response: { trailers: [['x-sum', 'abc']] } }]);
});

it('leaves the provider where whoever asked has left', async () => {
  const left: string[] = [];
  const target = await serve((request, response) => {
    response.on('close', () => left.push(String(request.url)));
    if (request.url === '/never') return;
    const more = (): void => {
      while (response.write('x'.repeat(50_000)));
    };
    response.on('drain', more);
    more();
  });
  const { url, seen, failures, close } = await through(target);
  const { request } = await send(`${url}/endless`, '');
  request.destroy();
  const waiting = ask(`${url}/never`).end();
  waiting.on('error', () => {});
  setTimeout(() => waiting.destroy(), 100);
  await expect.poll(() => left.sort()).toEqual(['/endless', '/never']);
  await close();
  expect(seen).toEqual([]);
  expect(failures.sort()).toEqual([
    'GET /endless: whoever asked left before the whole answer was there',
    'GET /never: whoever asked left before the whole answer was there',
  ]);
});

it('keeps to itself what is of one connection', async () => {
  const target = await serve((request, response) => response.end(JSON.stringify(request.headers)));
  const { url, seen, close } = await through(target);
  const headers = { connection: 'close, X-Hop', 'x-hop': '1', 'x-end': '2' };
  const there = JSON.parse(await textOf((await send(url, '', { headers })).answer)) as Record<string, string>;
  await close();
  expect([there['x-hop'], there['x-end'], there.host]).toEqual([undefined, '2', new URL(target).host]);
  expect(seen[0]?.request.headers).toEqual([['x-end', '2']]);
});

it('says that it is no tunnel', async () => {
  const { url, failures, close } = await through('http://127.0.0.1:9');
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write('CONNECT api.example.com:443 HTTP/1.1\r\nHost: api.example.com:443\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  await close();
  expect(answer.toString()).toContain('405 Method Not Allowed');
  expect(failures).toEqual([
    'CONNECT api.example.com:443: no tunnels: requests are to be sent to this address itself, over http',
  ]);
});
