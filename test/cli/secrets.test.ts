import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { formatNames } from '../../src/cli/options.ts';
import { runCli } from '../run-cli.ts';
import { folderOf } from './folder.ts';

const planted = {
  bearer: 'planted-bearer-7f3a',
  header: 'planted-header-91cc',
  apiKey: 'planted-api-key-22ef',
  query: 'planted-query-b7d1',
  password: 'planted-password-"5e"-08',
  captured: 'planted-captured-c3a9',
  echoed: 'planted-echoed-44d0',
  variable: 'planted-variable-e6b2',
  environment: 'planted-environment-1a5f',
};

const contract = `openapi: 3.1.0
info: { title: Vault, version: 1.0.0 }
security: [{ bearer: [] }, { key: [] }]
paths:
  /session:
    post:
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses:
        '200': { description: In., content: { application/json: { schema: { type: object, properties: { access_token: { type: integer }, note: { type: integer } } } } } }
  /things:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses:
        '200': { description: All., content: { application/json: { schema: { type: array } } } }
components:
  securitySchemes:
    bearer: { type: http, scheme: bearer }
    key: { type: apiKey, in: header, name: X-Key }
`;

const recording = `apicheck: 1
spec: openapi.yaml
variables: { mine: { value: ${planted.variable}, secret: true } }
exchanges:
  - name: log in with a password
    request:
      method: POST
      path: /session?refresh_token=${planted.query}
      headers: { authorization: 'Bearer ${planted.header}', x-key: ${planted.apiKey} }
      body: { user: ada, password: ${JSON.stringify(planted.password)}, mine: '{mine}' }
    response: { status: 200 }
    capture: { sessionToken: $response.body#/session }
  - name: use what was captured
    request: { method: GET, path: '/things?limit=many&who={sessionToken}&mine={mine}' }
    response: { status: 201 }
`;

const config = `apis:
  vault:
    spec: openapi.yaml
    recordings: vault.yaml
    targets:
      local: { url: '\${URL}', headers: { x-environment: '\${SECRET}' }, auth: { bearer: { type: bearer, token: ${planted.bearer} } } }
`;

/** A provider that tells everybody all it was told, in every part of its answers. */
async function gossip(): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const all = [request.url ?? '', ...request.rawHeaders, Buffer.concat(chunks).toString()];
      response.writeHead(200, {
        'content-type': 'application/json',
        'set-cookie': `sid=${planted.echoed}`,
        'x-echo': encodeURIComponent(JSON.stringify(all)),
      });
      response.end(
        JSON.stringify({ access_token: planted.echoed, session: planted.captured, note: all.join(' '), all }),
      );
    });
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const files = { 'openapi.yaml': contract, 'vault.yaml': recording, 'apicheck.yaml': config };

/** Takes a text; gives the secrets that are in it, as they are or as a URL or JSON writes them. */
function leaks(text: string): string[] {
  return Object.entries(planted).flatMap(([name, secret]) => {
    const ways = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
    return ways.some((one) => text.includes(one)) ? [name] : [];
  });
}

describe('planted secrets', () => {
  it.each(formatNames.filter((name) => name !== 'changelog'))(
    'are nowhere in %s of a live run',
    async (format) => {
      const env = { URL: await gossip(), SECRET: planted.environment };
      const { out, err } = await runCli(
        ['probe', '--target', 'local', '--no-fold', '-f', format, '--check-auth'],
        await folderOf(files),
        { env },
      );
      expect(out).toContain('response-body-invalid');
      expect(leaks(out + err)).toEqual([]);
    },
  );

  it.each(['session.yaml', 'session.har'])('are nowhere in the recording %s', async (name) => {
    const env = { URL: await gossip(), SECRET: planted.environment };
    const folder = await folderOf(files);
    await runCli(['probe', '--target', 'local', '--record', name], folder, { env });
    const text = await readFile(join(folder, name), 'utf8');
    expect(text).toContain('/things');
    expect(leaks(text)).toEqual([]);
  });

  it('are nowhere in what is made up, nor in a merged report', async () => {
    const env = { URL: await gossip(), SECRET: planted.environment };
    const folder = await folderOf(files);
    const args = [
      'probe',
      '--target',
      'local',
      '--generate',
      '--budget',
      '20',
      '-f',
      'json=one.json',
      '-f',
      'text',
    ];
    const { out, err } = await runCli(args, folder, { env });
    expect(leaks(out + err)).toEqual([]);
    for (const format of ['text', 'html']) {
      const merged = await runCli(['merge', 'one.json', '--no-fold', '-f', format], folder);
      expect(merged.out).toContain('response-body-invalid');
      expect(leaks(merged.out + merged.err)).toEqual([]);
    }
  });

  it('are nowhere in an error: nobody answers, or a file is missing', async () => {
    const folder = await folderOf(files);
    const env = { URL: 'http://127.0.0.1:9', SECRET: planted.environment };
    const refused = await runCli(['probe', '--target', 'local'], folder, { env });
    expect(refused).toMatchObject({ code: 2 });
    expect(leaks(refused.out + refused.err)).toEqual([]);
    const missing = await runCli(['probe', '--target', 'local', '--auth', 'key=@none.txt'], folder, { env });
    expect(missing).toMatchObject({ code: 2 });
    expect(leaks(missing.out + missing.err)).toEqual([]);
  });
});
