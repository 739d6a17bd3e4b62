import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTransport } from '../../src/probe/live/transport.ts';
import type { TransportOptions, WireResult } from '../../src/probe/live/wire.ts';
import { acceptKey, openWebSocket } from '../providers/websocket.ts';

const certificate = (name: string): string =>
  readFileSync(resolve(import.meta.dirname, 'certificates', name), 'utf8');

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

/** A provider of WebSockets that says what it hears. */
function echo(server: Server): Promise<number> {
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const accept = acceptKey(String(request.headers['sec-websocket-key']));
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    const peer = openWebSocket(socket, head);
    peer.onMessage((text) => peer.send(text));
  });
  return listening(server);
}

/** A proxy that lets all through, or answers with a status, or never; and what it was asked. */
async function proxy(answer: 'through' | 'silent' | number): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer();
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization']}`);
    if (answer === 'silent') return;
    if (answer !== 'through') return void socket.end(`HTTP/1.1 ${answer} No\r\ncontent-length: 0\r\n\r\n`);
    // To this machine, whatever it is called: names are looked up one behind the other, and some take seconds.
    const onward = connect(Number(String(request.url).split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    for (const one of [socket, onward]) one.on('error', () => one.destroy());
  });
  return { url: `http://me:secret@127.0.0.1:${await listening(server)}`, asked };
}

async function talk(origin: string, options: TransportOptions): Promise<WireResult> {
  const transport = await createTransport(
    origin,
    { timeoutMs: 30_000, streamMs: 30_000, maxEvents: 1, ...options },
    Date.now,
  );
  const headers = Object.entries({
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  });
  try {
    return await transport.send({
      method: 'GET',
      path: '/',
      headers,
      body: undefined,
      messages: [{ text: 'hello' }],
    });
  } finally {
    await transport.close();
  }
}

const said = (result: WireResult): unknown =>
  result.kind === 'response'
    ? [result.status, ...(result.messages ?? []).map(({ from, text }) => `${from}: ${text}`)]
    : `${result.kind}: ${result.reason}`;
const heard = [101, 'client: hello', 'provider: hello'];

describe('a WebSocket', () => {
  it('goes through a proxy that wants credentials', async () => {
    const port = await echo(createServer());
    const { url, asked } = await proxy('through');
    expect(said(await talk(`http://127.0.0.1:${port}`, { proxy: url }))).toEqual(heard);
    expect(asked).toEqual([`127.0.0.1:${port} Basic ${Buffer.from('me:secret').toString('base64')}`]);
  });

  it('has its own TLS behind a proxy', async () => {
    const keys = { cert: certificate('server.pem'), key: certificate('server.key') };
    const port = await echo(createSecureServer(keys));
    const { url } = await proxy('through');
    const origin = `https://localhost:${port}`;
    const trusted = { proxy: url, tls: { ca: certificate('authority.pem') } };
    expect(said(await talk(origin, trusted))).toEqual(heard);
    expect(said(await talk(origin, { proxy: url }))).toMatch(
      /^unreachable: its certificate is of an authority/,
    );
    expect(said(await talk(origin, { proxy: url, tls: { insecure: true } }))).toEqual(heard);
  });

  it('is told why a proxy does not let it through', async () => {
    const refusing = await proxy(407);
    expect(said(await talk('http://127.0.0.1:9', { proxy: refusing.url }))).toBe(
      'broken: the proxy answered 407 in place of a connection',
    );
    const silent = await proxy('silent');
    expect(said(await talk('http://127.0.0.1:9', { proxy: silent.url, timeoutMs: 200 }))).toBe(
      'broken: it took longer than 200 ms',
    );
    expect(said(await talk('http://127.0.0.1:9', { proxy: 'http://127.0.0.1:9' }))).toBe(
      'unreachable: the connection was refused',
    );
  });
});
