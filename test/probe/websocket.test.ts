import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { createFrameReader, textFrame } from '../../src/probe/live/websocket-frames.ts';
import { folderOf } from '../cli/folder.ts';
import { acceptKey, openWebSocket, type WebSocketPeer } from '../providers/websocket.ts';
import { runCli } from '../run-cli.ts';

const contract = `openapi: 3.1.0
info: { title: Talk, version: 1.0.0 }
paths:
  /talk:
    get:
      operationId: talk
      x-websocket:
        send: [{ $ref: '#/components/schemas/News' }, { type: object, required: [bye], properties: { bye: { const: true } } }]
        receive: { type: object, required: [ask], properties: { ask: { type: string } } }
      responses:
        '101': { description: Talking. }
components:
  schemas:
    News: { type: object, required: [news], properties: { news: { type: integer }, token: { type: string } } }
`;

const handshake = `method: GET
      path: /talk
      headers: { connection: Upgrade, upgrade: websocket, sec-websocket-version: '13', sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ== }`;
const recording = (sent: string, received = ''): string => `apicheck: 1
spec: openapi.yaml
variables: { what: { value: weather-secret, secret: true } }
exchanges:
  - name: talk
    request:
      ${handshake}
      messages: ${sent}
    response:
      status: 101
${received === '' ? '' : `      messages: ${received}\n`}`;

/** The fields of a 101 that are as they have to be for the key of the handshake. */
const fine = [
  'Upgrade: websocket',
  'Connection: Upgrade',
  `Sec-WebSocket-Accept: ${acceptKey('dGhlIHNhbXBsZSBub25jZQ==')}`,
];

async function provider(
  talk: (peer: WebSocketPeer, socket: Socket, headers: IncomingHttpHeaders) => void,
  lines: readonly string[] = fine,
): Promise<string> {
  const server = createServer((_, response) => void response.writeHead(426).end());
  const sockets: Socket[] = [];
  server.on('upgrade', (request, socket: Socket, head: Buffer) => {
    sockets.push(socket);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
    talk(openWebSocket(socket, head), socket, request.headers);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function probe(
  text: string,
  ...args: string[]
): Promise<{ told: string[]; outcome: string | undefined }> {
  const folder = await folderOf({ 'openapi.yaml': contract, 'talk.yaml': text });
  const { out, err } = await runCli(['probe', 'talk.yaml', ...args, '-f', 'json'], folder);
  if (out === '') throw new Error(err);
  const { findings, probe: section } = JSON.parse(out) as RunReport;
  return {
    told: findings.map(
      ({ code, message, location: { uri, range } }) => `${uri}:${range.start.line} ${code}: ${message}`,
    ),
    outcome: section?.exchanges[0]?.outcome,
  };
}

describe('messages of a WebSocket', () => {
  it('are sent and judged, one by one, against the schemas of the operation', async () => {
    const heard: string[] = [];
    const url = await provider((peer) => {
      peer.onMessage((text) => {
        heard.push(text);
        for (const message of ['{"news":1}', '{"news":"late"}', '{"bye":true}', 'not JSON'])
          peer.send(message);
      });
    });
    const { told, outcome } = await probe(
      recording(`[{ ask: '{what}' }]`),
      '--target',
      url,
      '--stream-time',
      '30s',
      '--stream-events',
      '4',
    );
    expect(heard).toEqual(['{"ask":"weather-secret"}']);
    expect(told).toEqual([
      'live:talk message 2:1 message-invalid: message 2 of the provider /news must be an integer, is a string: "late"',
      expect.stringMatching(
        /^live:talk message 4:1 message-invalid: message 4 of the provider is not JSON: /,
      ),
    ]);
    expect(outcome).toBe('fail');
  });

  it('pass where they are as the contract has them, in fragments, with pings between', async () => {
    const url = await provider((peer, socket) => {
      // A ping, then `{"news":1}` in two frames with another ping between them.
      socket.write(Buffer.from([0x89, 0x02, 0x68, 0x69]));
      socket.write(Buffer.concat([Buffer.from([0x01, 0x05]), Buffer.from('{"new')]));
      socket.write(Buffer.from([0x89, 0x00]));
      socket.write(Buffer.concat([Buffer.from([0x80, 0x05]), Buffer.from('s":1}')]));
      peer.send(`{"news":2,"token":"${'x'.repeat(70_000)}"}`);
      peer.close();
    });
    expect(await probe(recording('[]'), '--target', url, '--stream-time', '30s')).toEqual({
      told: [],
      outcome: 'pass',
    });
  });

  it('are asked for without the extensions that a browser has offered when it was recorded', async () => {
    let offered: unknown;
    const url = await provider((peer, _, headers) => {
      offered = headers['sec-websocket-extensions'];
      peer.close();
    });
    const browsers = recording('[]').replace(
      'connection: Upgrade,',
      "connection: Upgrade, sec-websocket-extensions: 'permessage-deflate; client_max_window_bits',",
    );
    expect(await probe(browsers, '--target', url)).toEqual({ told: [], outcome: 'pass' });
    expect(offered).toBeUndefined();
  });

  it('are waited for no longer than is said', async () => {
    const url = await provider((peer) => peer.send('{"news":1}'));
    expect((await probe(recording('[]'), '--target', url, '--stream-time', '100ms')).outcome).toBe('pass');
  });

  it.each([
    ['is masked', [0x81, 0x81, 1, 2, 3, 4, 5]],
    ['uses an extension', [0xc1, 0x01, 0x61]],
    ['has the unknown opcode 3', [0x83, 0x00]],
    ['more than 50000000 bytes', [0x81, 127, 0, 0, 1, 0, 0, 0, 0, 0]],
    ['not continued', [0x80, 0x00]],
    ['a text message is not UTF-8', [0x81, 0x02, 0xc3, 0x28]],
    ['a control frame is fragmented', [0x09, 0x00]],
    ['a control frame has more than 125 bytes', [0x89, 126, 0, 126, ...Array<number>(126).fill(0x61)]],
    ['half a status', [0x88, 0x01, 0x03]],
    ['the status 1005, which none may have', [0x88, 0x02, 0x03, 0xed]],
    [
      'closed the WebSocket with 1011, an unexpected condition: down',
      [0x88, 0x06, 0x03, 0xf3, 0x64, 0x6f, 0x77, 0x6e],
    ],
  ])('that are no frames are a finding: %s', async (words, bytes) => {
    const url = await provider((_, socket) => socket.write(Buffer.from(bytes)));
    const { told, outcome } = await probe(recording('[]'), '--target', url, '--stream-time', '30s');
    expect(outcome).toBe('error');
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('exchange-failed');
    if (words !== 'is masked') expect(told[0]).toContain(words);
  });

  it('that are cut off are a finding, and others that end without a word are none', async () => {
    const cut = await provider((_, socket) => socket.end(Buffer.from([0x81, 0x0a, 0x7b])));
    expect((await probe(recording('[]'), '--target', cut)).told).toEqual([
      expect.stringContaining('no whole response came back: the connection ended within a message'),
    ]);
    const whole = await provider((peer, socket) => {
      peer.send('{"news":1}');
      socket.end();
    });
    expect((await probe(recording('[]'), '--target', whole)).told).toEqual([]);
  });

  it.each([
    ['no Sec-WebSocket-Accept', 'Upgrade: websocket', 'Connection: Upgrade'],
    [
      'is not what its Sec-WebSocket-Key asks for',
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Accept: eA==',
    ],
    ['the subprotocol chat, which was not asked for', ...fine, 'Sec-WebSocket-Protocol: chat'],
    [
      'the extension permessage-deflate, which was not offered',
      ...fine,
      'Sec-WebSocket-Extensions: permessage-deflate; a=1',
    ],
    ['switches to h2c, and not to websocket', 'Upgrade: h2c', 'Connection: Upgrade'],
    ['no Connection: Upgrade', 'Upgrade: websocket'],
    ['no Upgrade', 'X-A: b'],
  ])('do not follow a handshake that is answered wrongly: %s', async (words, ...lines) => {
    const url = await provider(() => {}, lines);
    const { told } = await probe(recording('[]'), '--target', url);
    expect(told).toEqual([expect.stringContaining('exchange-failed')]);
    expect(told[0]).toContain(words);
  });

  it('are judged offline on both sides', async () => {
    const { told } = await probe(recording('[{ ask: 5 }]', `[{ news: 1 }, '{"news":"x"}']`));
    expect(told).toEqual([
      'talk.yaml:10 message-invalid: message 1 of the client /ask must be a string, is a number: 5',
      'talk.yaml:13 message-invalid: message 2 of the provider /news must be an integer, is a string: "x"',
    ]);
  });

  it('show no secret that is in them', async () => {
    const url = await provider((peer) => {
      peer.onMessage((text) => peer.send(`{"news":"x","token":${JSON.stringify(text)}}`));
    });
    const folder = await folderOf({
      'openapi.yaml': contract,
      'talk.yaml': recording(`[{ ask: '{what}' }]`),
    });
    const args = ['probe', 'talk.yaml', '--target', url, '--stream-time', '30s', '--stream-events', '1'];
    for (const format of ['text', 'json', 'html', 'junit', 'sarif', 'markdown']) {
      const { out, err } = await runCli([...args, '-f', format], folder);
      expect(out).toContain('message-invalid');
      expect(out + err).not.toContain('weather-secret');
    }
  });
});

describe('frames', () => {
  it('come in pieces of any size, and go masked', () => {
    const { read } = createFrameReader(1_000);
    const bytes = Buffer.concat([
      Buffer.from([0x81, 0x7e, 0, 130]),
      Buffer.alloc(130, 'a'),
      Buffer.from([0x88, 0]),
    ]);
    const received = [...bytes].flatMap((byte) => [...read(Buffer.from([byte]))]);
    expect(received).toEqual([{ kind: 'message', text: 'a'.repeat(130) }, { kind: 'closed' }]);
    for (const length of [0, 5, 125, 126, 65_535, 65_536]) {
      const frame = textFrame('b'.repeat(length));
      expect((frame[1] ?? 0) & 0x80).toBe(0x80);
      const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
      const mask = frame.subarray(start, start + 4);
      const payload = frame.subarray(start + 4).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
      expect(Buffer.from(payload).toString()).toBe('b'.repeat(length));
    }
  });
});
