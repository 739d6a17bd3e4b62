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

/** Takes a secret; gives it as those write it who encode all of it, alone and within other things. */
function encoded(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const units = [...secret].map((one) => one.charCodeAt(0));
  const base64 = ['', 'x', 'xy'].flatMap((before) => {
    const whole = Buffer.from(before + secret + '!').toString('base64');
    return [whole, Buffer.from(JSON.stringify({ [before]: secret })).toString('base64url')];
  });
  return [
    ...base64,
    hex,
    hex.toUpperCase(),
    hex.replace(/../g, '%$&'),
    hex.replace(/../g, '\\x$&'),
    units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join(''),
    units.map((unit) => `&#${unit};`).join(''),
    units.map((unit) => `&#x${unit.toString(16).toUpperCase()};`).join(''),
  ];
}

describe('a secret that is encoded', () => {
  const secrets = [planted.bearer, planted.apiKey, planted.password, planted.captured, planted.variable];
  const told = secrets.flatMap(encoded);

  /** What of the middle of each is to be read: its ends stand for what is around it too. */
  const left = (text: string): string[] =>
    told.filter((one) => one.length > 28 && text.includes(one.slice(8, -8)));

  it.each(['html', 'json', 'text', 'session.yaml', 'session.har'])('is nowhere in %s', async (output) => {
    const server = createServer((_, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        location: `/next?key=${planted.apiKey}`,
      });
      response.end(
        JSON.stringify({ access_token: 5, session: planted.captured, note: told.join(' | '), told }),
      );
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const env = {
      URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      SECRET: planted.environment,
    };
    const folder = await folderOf(files);
    const where = output.includes('.') ? ['--record', output] : ['--no-fold', '-f', `${output}=report`];
    await runCli(['probe', '--target', 'local', ...where], folder, { env });
    const text = await readFile(join(folder, output.includes('.') ? output : 'report'), 'utf8');
    expect(text).toContain('/things');
    expect(left(text)).toEqual([]);
    expect(leaks(text)).toEqual([]);
  });

  it('is nowhere in a recorded body that is no text', async () => {
    const env = { URL: await gossip(), SECRET: planted.environment };
    const body = Buffer.concat([Buffer.of(0, 255), Buffer.from(`key ${planted.bearer} and more`)]);
    const folder = await folderOf({
      ...files,
      'vault.yaml': `apicheck: 1
spec: openapi.yaml
exchanges:
  - { name: bytes, request: { method: POST, path: /session, bodyBase64: ${body.toString('base64')} }, response: { status: 200 } }
`,
    });
    await runCli(['probe', '--target', 'local', '--record', 'r.yaml'], folder, { env });
    const [, written = ''] = /bodyBase64: (\S+)/.exec(await readFile(join(folder, 'r.yaml'), 'utf8')) ?? [];
    expect(Buffer.from(written, 'base64').toString('latin1')).toBe('\0\xffkey *** and more');
  });
});

describe('what is typed or thrown', () => {
  it('is not told again where it may be a secret', async () => {
    const folder = await folderOf({
      ...files,
      'apicheck.yaml': config.replace(
        /auth: .* \}\n/,
        "auth: { bearer: { type: sign, module: sign.mjs, options: { key: '${SECRET}' } } } }\n",
      ),
      'sign.mjs':
        'throw new Error(`no ${Buffer.from(globalThis.planted).toString("base64")} ${globalThis.planted}`);',
    });
    (globalThis as { planted?: string }).planted = planted.environment;
    onTestFinished(() => void delete (globalThis as { planted?: string }).planted);
    const env = { URL: await gossip(), SECRET: planted.environment };
    const run = await runCli(['probe', '--target', 'local'], folder, { env });
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/^apicheck: sign\.mjs could not be loaded: no \*\*\*\S{0,3} \*\*\*$/m);
    for (const typed of [
      ['--auth', planted.bearer],
      ['--header', planted.bearer],
    ])
      expect((await runCli(['probe', '--target', 'local', ...typed], folder, { env })).err).toContain(
        "argument '***' is invalid",
      );
    const url = `http://ada:${planted.bearer}@127.0.0.1:9`;
    const { code, err } = await runCli(['probe', '--target', url, '--spec', 'vault'], folder, { env });
    expect([code, leaks(err)]).toEqual([2, []]);
    expect(err).toContain('has credentials in it: give them as --auth NAME=user:password');
  });

  it('ends a signature that does not come, and blames nobody for it', async () => {
    const folder = await folderOf({
      ...files,
      'apicheck.yaml': config.replace(
        /auth: .* \}\n/,
        'auth: { bearer: { type: sign, module: never.mjs } } }\n',
      ),
      'never.mjs': 'export const sign = () => new Promise(() => {});',
    });
    const env = { URL: await gossip(), SECRET: planted.environment };
    const { code, out } = await runCli(['probe', '--target', 'local', '--timeout', '100'], folder, { env });
    expect(code).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'credentials-unavailable not sent, as there are no credentials for it: never.mjs could not sign: it took longer than 100 ms',
    );
    expect(out).not.toContain('at fault: the provider\n\n  curl');
  });
});
