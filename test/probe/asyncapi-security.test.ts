import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { folderOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';

const contract = `openapi: 3.1.0
info: { title: Talk, version: 1.0.0 }
paths:
  /talk:
    get: { operationId: talk, responses: { '101': { description: Talking. }, '401': { description: Who? } } }
`;
const asyncApi = `asyncapi: 3.0.0
info: { title: Talk, version: 1.0.0 }
servers: { live: { host: localhost, protocol: ws, security: [{ $ref: '#/components/securitySchemes/deviceKey' }] } }
channels: { talk: { address: /talk, messages: { line: { payload: { type: string } } } } }
components: { securitySchemes: { deviceKey: { type: httpApiKey, in: header, name: X-Device } } }
`;
const recording = `apicheck: 1
exchanges:
  - name: talk
    request: { method: GET, path: /talk, headers: { upgrade: websocket, connection: Upgrade, sec-websocket-version: '13', sec-websocket-key: 'dGhlIHNhbXBsZSBub25jZQ==' } }
    response: { status: 101 }
`;

/** Takes what the config says of its target; gives what a run finds, and the key that the provider was shown. */
async function told(
  auth: string,
): Promise<{ readonly found: readonly string[]; readonly keys: readonly string[] }> {
  const keys: string[] = [];
  const server = createServer((_, response) => void response.writeHead(426).end());
  server.on('upgrade', (request, socket) => {
    keys.push(String(request.headers['x-device'] ?? 'none'));
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    socket.end(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const folder = await folderOf({
    'apicheck.yaml': `apis:
  talk:
    spec: openapi.yaml
    recordings: recording.yaml
    asyncapi: talk.yaml
    targets: { local: { url: 'http://127.0.0.1:${port}'${auth} } }
`,
    'openapi.yaml': contract,
    'talk.yaml': asyncApi,
    'recording.yaml': recording,
  });
  const { out, err } = await runCli(['probe', '--target', 'local', '-f', 'json'], folder);
  expect(err).toBe('');
  const { findings } = JSON.parse(out) as RunReport;
  return { found: findings.map(({ code, message }) => `${code}: ${message}`), keys };
}

it('opens a WebSocket with the credentials that its AsyncAPI document asks for', async () => {
  expect(await told('')).toEqual({ found: [], keys: ['none'] });
  expect(await told(", auth: { deviceKey: { type: api-key, value: 'd-17-secret' } }")).toEqual({
    found: [],
    keys: ['d-17-secret'],
  });
});
