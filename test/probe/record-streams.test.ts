import { createServer, get, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startProxy, type Proxy } from '../../src/cli/record/proxy.ts';
import type { RunReport } from '../../src/findings/run-report.ts';
import { createForwarder } from '../../src/probe/live/forward.ts';
import { createTransport } from '../../src/probe/live/transport.ts';
import type { SentExchange } from '../../src/probe/recordings/sent.ts';
import { folderOf } from '../cli/folder.ts';
import { acceptKey, openWebSocket, type WebSocketPeer } from '../providers/websocket.ts';
import { runCli } from '../run-cli.ts';

const contract = `openapi: 3.1.0
info: { title: Talk, version: 1.0.0 }
paths:
  /talk:
    get:
      operationId: talk
      x-websocket: { send: { $ref: '#/components/schemas/News' }, receive: { type: object, required: [ask] } }
      responses: { '101': { description: Talking. } }
  /events:
    get:
      operationId: events
      responses:
        '200':
          description: Events.
          content: { text/event-stream: { itemSchema: { type: object, required: [data] }, schema: { type: string } } }
components:
  schemas:
    News: { type: object, required: [news], properties: { news: { type: integer }, password: { type: string } } }
`;
const handshake = `{ connection: Upgrade, upgrade: websocket, sec-websocket-version: '13', sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ== }`;
const recording = `apicheck: 1
spec: openapi.yaml
variables: { key: { value: planted-variable, secret: true } }
exchanges:
  - name: talk
    request: { method: GET, path: /talk, headers: ${handshake}, messages: [{ ask: '{key}' }, { ask: weather, password: planted-in-request }] }
    response: { status: 101 }
  - name: events
    request: { method: GET, path: /events }
    response: { status: 200 }
`;

const wholeEvents = 'data: {"token":"planted-in-event","n":1}\n\ndata: two\n\ndata: 3\n\ndata: 4\n\n';
const events: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(
    'data: {"token":"planted-in-event","n":1}\n\ndata: two\n\ndata: 3\n\ndata: 4\n\ndata: cut off',
  );
};

async function provider(talk: (peer: WebSocketPeer, socket: Socket) => void): Promise<string> {
  const server = createServer(events);
  const sockets: Socket[] = [];
  server.on('upgrade', (request, socket: Socket, head: Buffer) => {
    sockets.push(socket);
    const accept = acceptKey(String(request.headers['sec-websocket-key']));
    const extension = request.headers['sec-websocket-extensions'] ? 'X-Extended: 1\r\n' : '';
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${extension}Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    talk(openWebSocket(socket, head), socket);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answers = ['{"news":1,"password":"planted-in-answer"}', '{"news":"late"}', 'not JSON {at all}'];
const echo = (peer: WebSocketPeer, socket: Socket): void => {
  let heard = 0;
  peer.onMessage(() => {
    heard += 1;
    if (heard < 2) return;
    for (const answer of answers) peer.send(answer);
    // What is binary, and no text.
    socket.write(Buffer.from([0x82, 0x02, 0xff, 0xfe]));
  });
};

async function findingsOf(folder: string, ...args: string[]): Promise<string[]> {
  const { out, err } = await runCli(['probe', ...args, '-f', 'json'], folder);
  if (out === '') throw new Error(err);
  const { findings } = JSON.parse(out) as RunReport;
  return findings.map(({ code, message }) => `${code}: ${message}`).sort();
}

describe('what --record writes of streams', () => {
  it.each(['again.yaml', 'again.har'])(
    'reads back as what was sent, without its secrets: %s',
    async (file) => {
      const url = await provider(echo);
      const folder = await folderOf({ 'openapi.yaml': contract, 'talk.yaml': recording });
      const streaming = ['--stream-time', '30s', '--stream-events', '4'];
      const live = await findingsOf(folder, 'talk.yaml', '--target', url, '--record', file, ...streaming);
      const codes = live.map((line) => line.slice(0, 60));
      expect(codes).toContain('message-invalid: message 2 of the provider /news must be an '.slice(0, 60));
      const text = await readFile(join(folder, file), 'utf8');
      expect(text).not.toContain('planted');
      expect(text).toContain('data: two');
      expect(text).not.toContain('cut off');
      expect(await findingsOf(folder, file, '--spec', 'openapi.yaml')).toEqual(live);
      if (!file.endsWith('.har')) return;
      const { log } = JSON.parse(text) as { log: { entries: Record<string, unknown>[] } };
      expect(log.entries[0]).toMatchObject({
        request: { url: `${url.replace('http', 'ws')}/talk` },
        _resourceType: 'websocket',
        _webSocketMessages: [
          { type: 'send', opcode: 1, data: '{"ask":"***"}' },
          { type: 'send', opcode: 1, data: '{"ask":"weather","password":"***"}' },
          { type: 'receive', opcode: 1, data: '{"news":1,"password":"***"}' },
          { type: 'receive', opcode: 1, data: '{"news":"late"}' },
          { type: 'receive', opcode: 1, data: answers[2] },
          { type: 'receive', opcode: 2, data: '//4=' },
        ],
      });
    },
  );

  it('is sent again as it was', async () => {
    const heard: string[] = [];
    const url = await provider((peer) =>
      peer.onMessage((text) => {
        heard.push(text);
        peer.send('{"news":1}');
      }),
    );
    const folder = await folderOf({
      'openapi.yaml': contract,
      'talk.yaml': recording.replace(/messages: \[.*\] \}/, `messages: ['{"ask":"{braces}"}'] }`),
    });
    const variable = ['--var', 'braces={odd}', '--operation', 'talk'];
    const listening = ['--target', url, '--stream-time', '30s', '--stream-events', '1'];
    await runCli(['probe', 'talk.yaml', ...listening, '--record', 'a.yaml', ...variable], folder);
    await runCli(['probe', 'a.yaml', ...listening], folder);
    expect(heard).toEqual(['{"ask":"{odd}"}', '{"ask":"{odd}"}']);
  });
});

describe('a proxy that records', () => {
  async function recorded(url: string): Promise<{ readonly proxy: Proxy; readonly sent: SentExchange[] }> {
    const sent: SentExchange[] = [];
    const forwarder = await createForwarder(url, {});
    const proxy = await startProxy({
      forwarder,
      basePath: '',
      host: '127.0.0.1',
      port: 0,
      maxBytes: 1_000_000,
      now: () => 0,
      onExchange: (one) => sent.push(one),
      onFailure: (request, reason) => sent.push({ name: `${request}: ${reason}` } as SentExchange),
    });
    onTestFinished(() => forwarder.close());
    return { proxy, sent };
  }

  it('hands messages on in both directions, and keeps them', async () => {
    const { proxy, sent } = await recorded(await provider(echo));
    const transport = await createTransport(proxy.url, { maxEvents: 4, streamMs: 30_000 }, () => Date.now());
    const key = ['sec-websocket-key', 'dGhlIHNhbXBsZSBub25jZQ=='] as const;
    const result = await transport.send({
      method: 'GET',
      path: '/talk?a=1',
      headers: [
        ['connection', 'Upgrade'],
        ['upgrade', 'websocket'],
        ['sec-websocket-version', '13'],
        ['sec-websocket-extensions', 'permessage-deflate'],
        key,
      ],
      body: undefined,
      messages: [{ text: 'one' }, { text: 'x'.repeat(70_000) }],
    });
    expect(result).toMatchObject({ kind: 'response', status: 101 });
    await transport.close();
    await proxy.close();
    expect(sent).toHaveLength(1);
    const { request, response, messages } = sent[0] as SentExchange;
    expect(request.path).toBe('/talk?a=1');
    expect(response.headers.map(([name]) => name)).not.toContain('x-extended');
    expect(messages?.map(({ from, text }) => `${from}: ${text.slice(0, 20)}`)).toEqual([
      'client: one',
      `client: ${'x'.repeat(20)}`,
      ...answers.map((text) => `provider: ${text.slice(0, 20)}`),
      'provider: \ufffd\ufffd',
    ]);
    expect(messages?.at(-1)?.bytes).toEqual(Buffer.from([0xff, 0xfe]));
  });

  it('keeps what came of a stream when its reader leaves, and when it is stopped', async () => {
    const { proxy, sent } = await recorded(await provider(echo));
    const read = (leave: boolean): Promise<void> =>
      new Promise((done) => {
        const request = get(`${proxy.url}/events`, (response) => {
          response.once('data', () => {
            if (leave) request.destroy();
            done();
          });
          response.on('error', () => {});
        });
        request.on('error', () => {});
      });
    await read(true);
    await read(false);
    await proxy.close();
    expect(sent.map(({ response }) => Buffer.from(response.bytes).toString())).toEqual(
      Array(2).fill(wholeEvents),
    );
  });

  it('answers in the place of a provider that is not there', async () => {
    const { proxy, sent } = await recorded('http://127.0.0.1:9');
    const transport = await createTransport(proxy.url, {}, () => Date.now());
    const headers = [
      ['connection', 'Upgrade'],
      ['upgrade', 'websocket'],
    ] as const;
    const result = await transport.send({ method: 'GET', path: '/talk', headers, body: undefined });
    expect(result).toMatchObject({ kind: 'response', status: 502 });
    await proxy.close();
    expect(sent.map(({ name }) => name)).toEqual(['GET /talk: the connection was refused']);
  });
});
