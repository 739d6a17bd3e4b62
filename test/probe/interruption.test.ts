import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { folderOf } from '../cli/folder.ts';
import { acceptKey, openWebSocket } from '../providers/websocket.ts';
import { runCli } from '../run-cli.ts';

const contract = `openapi: 3.1.0
info: { title: Made, version: '1' }
paths:
  /made: { post: { operationId: make, responses: { '201': { description: Made } } } }
  /made/1: { delete: { operationId: remove, responses: { '204': { description: Gone } } } }
  /it:
    get:
      operationId: it
      x-websocket: { send: { type: object } }
      responses:
        '200': { description: It., content: { text/event-stream: { schema: { type: string } } } }
        '101': { description: Talking. }
        '429': { description: Too much. }
        '503': { description: Busy. }
webhooks:
  shipped: { post: { operationId: shipped, responses: { '200': { description: Taken. } } } }
`;
const recording = (middle: string): string => `apicheck: 1
spec: openapi.yaml
listen: { variable: receiver }
exchanges:
  - { name: make, request: { method: POST, path: /made }, response: { status: 201 } }
${middle}
  - { name: not sent, request: { method: GET, path: /it } }
  - { name: remove, cleanup: true, request: { method: DELETE, path: /made/1 }, response: { status: 204 } }
`;
const get = "  - { name: it, request: { method: GET, path: /it, headers: { x-to: '{receiver}' } } }";
const handshake =
  "{ connection: Upgrade, upgrade: websocket, sec-websocket-version: '13', sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ== }";

interface Way {
  /** What is done between making something and removing it. */
  readonly middle?: string;
  readonly args?: readonly string[];
  readonly answer: (response: ServerResponse) => void;
}

/** What is waited for without end, or for longer than a test may take. */
const ways: Readonly<Record<string, Way>> = {
  'pauses between attempts': {
    args: ['--retries', '30'],
    answer: (response) => response.writeHead(503).end(),
  },
  'a limit of the target': { answer: (response) => response.writeHead(429, { 'retry-after': '50' }).end() },
  'a stream': {
    args: ['--stream-time', '20m', '--timeout', '1200000'],
    answer: (response) =>
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n'),
  },
  deliveries: {
    middle: `${get.slice(0, -1)}, deliveries: [{ count: 1, within: 600000 }] }`,
    answer: (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: 1\n\n'),
  },
  'messages of a WebSocket': {
    middle: `  - { name: it, request: { method: GET, path: /it, headers: ${handshake}, messages: [] }, response: { status: 101 } }`,
    args: ['--stream-time', '20m'],
    answer: () => undefined,
  },
};

it.each(Object.entries(ways))(
  'ends waiting for %s, and cleans up',
  async (_, { middle = get, args = [], answer }) => {
    const interrupt = new AbortController();
    const seen: string[] = [];
    const handle = (request: IncomingMessage, response: ServerResponse): void => {
      seen.push(`${request.method} ${request.url}`);
      if (request.method === 'POST') response.writeHead(201).end();
      else if (request.method === 'DELETE') response.writeHead(204).end();
      else {
        answer(response);
        setTimeout(() => interrupt.abort(), 100);
      }
    };
    const sockets: Socket[] = [];
    const server = createServer(handle);
    server.on('upgrade', (request, socket: Socket, head: Buffer) => {
      seen.push(`${request.method} ${request.url}`);
      sockets.push(socket);
      const accept = acceptKey(String(request.headers['sec-websocket-key']));
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      openWebSocket(socket, head).send('{}');
      setTimeout(() => interrupt.abort(), 100);
    });
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const folder = await folderOf({ 'openapi.yaml': contract, 'recording.yaml': recording(middle) });
    const { code, out } = await runCli(
      ['probe', 'recording.yaml', '--target', url, '-f', 'json', ...args],
      folder,
      { interruption: interrupt.signal },
    );
    const { findings, probe } = JSON.parse(out) as RunReport;
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(code).toBe(2);
    expect(probe?.exchanges.map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual([
      'make: pass',
      'it: pass',
      'not sent: skip',
      'remove: pass',
    ]);
    expect([...new Set(seen)]).toEqual(['POST /made', 'GET /it', 'DELETE /made/1']);
  },
);
