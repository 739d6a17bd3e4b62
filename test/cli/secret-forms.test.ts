import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { formatNames } from '../../src/cli/options.ts';
import { runCli } from '../run-cli.ts';
import { folderOf } from './folder.ts';

/** Values that each notation writes in another way, a word and a short one that the contract does not have. */
const planted = {
  basic: `p/l&"ant<ed> ü+'basic`,
  cookie: 'planted/cookie+02==',
  setCookie: 'planted-set-cookie-03',
  header: 'planted-header/04é',
  query: 'planted query&05"',
  body: 'planted/"body"<06>',
  number: 7_319_026_455,
  captured: 'planted-captured/07',
  /** Told first as what anything may be, and only then used as a credential. */
  late: 'planted-late-08',
  word: 'zanzibar',
  short: 'q7x',
};

const contract = `openapi: 3.1.0
info: { title: Vault, version: 1.0.0 }
security: [{ login: [] }, { key: [] }]
paths:
  /admin/test:
    post:
      description: A test of what the admin may do.
      parameters: [{ name: limit, in: query, schema: { type: integer } }, { name: note, in: query, schema: { type: string } }]
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses:
        '200': { description: In., content: { application/json: { schema: { type: object, additionalProperties: { type: integer } } } } }
components:
  securitySchemes:
    login: { type: http, scheme: basic }
    key: { type: apiKey, in: query, name: api key }
`;

const recording = `apicheck: 1
spec: openapi.yaml
variables: { word: { value: ${planted.word}, secret: true } }
exchanges:
  - name: everything
    request:
      method: POST
      path: /admin/test?limit=many&api%20key=${encodeURIComponent(planted.query)}
      headers: { cookie: 'theme=dark; sid=${planted.cookie}; lang=${planted.short}', x-secret: ${JSON.stringify(planted.header)} }
      body: { user: ada, nested: [{ password: ${JSON.stringify(planted.body)}, pin: ${planted.number} }], note: 'see {word}.' }
    response: { status: 200 }
    capture: { accessToken: $response.body#/session, ticket: $response.body#/ticket }
  - name: again
    request: { method: POST, path: '/admin/test?limit={accessToken}&note=a%20{word}', headers: { cookie: 'sid={ticket}' }, body: {} }
    response: { status: 200 }
`;

const config = `apis:
  vault:
    spec: openapi.yaml
    recordings: vault.yaml
    targets:
      local: { url: '\${URL}', headers: { x-secret: '\${SECRET}' }, auth: { login: { type: basic, username: ada, password: '\${PASSWORD}' } } }
`;

const escaped = (text: string, characters: RegExp): string =>
  text.replace(characters, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
const entities = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Takes a secret; gives it as whoever echoes it may write it. */
function ways(secret: string): string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const url = encodeURIComponent(secret);
  return [
    secret,
    inJson,
    inJson.replaceAll('/', '\\/'),
    escaped(inJson, /[^\x20-\x7e]/g),
    escaped(inJson, /[^\x20-\x7e]|[<>&]/g),
    url,
    url.replaceAll('%20', '+'),
    url.replace(/%../g, (one) => one.toLowerCase()),
    encodeURI(secret),
    encodeURIComponent(url),
    entities(secret),
    entities(secret).replaceAll("'", '&#39;'),
    secret.replaceAll("'", "''"),
    ...(secret === planted.basic ? [Buffer.from(`ada:${secret}`).toString('base64')] : []),
  ];
}

/** A provider that tells everybody all it was told, in all notations. */
async function gossip(): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { authorization = '', cookie = '' } = request.headers;
      const all = [request.url ?? '', authorization, cookie, Buffer.concat(chunks).toString()];
      const told = Object.values(planted).flatMap((secret) => ways(String(secret)));
      const texts = [...told, ...all, ...told.map((one) => `so (${one}) it is`)];
      const body = {
        ticket: planted.late,
        session: planted.captured,
        pin: planted.number,
        [planted.setCookie]: 1,
        ...Object.fromEntries(texts.map((text, index) => [`told${index}`, text])),
      };
      response.writeHead(200, {
        'content-type': 'application/json',
        'set-cookie': [`first=1`, `sid="${planted.setCookie}"; Path=/; HttpOnly`],
        'x-echo': texts.map((text) => encodeURIComponent(text)).join(' '),
      });
      response.end(JSON.stringify(body));
    });
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Takes a text; gives the secrets that are in it, and how they are written there. */
function leaks(text: string): string[] {
  return Object.entries(planted).flatMap(([name, secret]) => {
    const found = ways(String(secret)).filter((one) =>
      // What is short may be a part of something else.
      one.length < 8 ? new RegExp(`(?<![\\w#])${one}(?!\\w)`).test(text) : text.includes(one),
    );
    return found.map((one) => `${name}: ${one}`);
  });
}

const files = { 'openapi.yaml': contract, 'vault.yaml': recording, 'apicheck.yaml': config };
const environment = async (): Promise<Record<string, string>> => ({
  URL: await gossip(),
  SECRET: planted.header,
  PASSWORD: planted.basic,
});

describe('secrets in every notation', () => {
  it.each(formatNames.filter((name) => name !== 'changelog'))('are nowhere in %s', async (format) => {
    const folder = await folderOf(files);
    const args = ['probe', '--target', 'local', '--no-fold', '-f', format];
    const { out, err } = await runCli(args, folder, { env: await environment() });
    expect(out).toContain('response-body-invalid');
    expect(leaks(out + err)).toEqual([]);
  });

  it.each(['session.yaml', 'session.har'])('are nowhere in the recording %s', async (name) => {
    const folder = await folderOf(files);
    const { err } = await runCli(['probe', '--target', 'local', '--record', name], folder, {
      env: await environment(),
    });
    const text = await readFile(join(folder, name), 'utf8');
    expect(text).toContain('/admin/test');
    expect(leaks(text + err)).toEqual([]);
  });
});

describe('a secret that is a word of the contract', () => {
  const words = { 'openapi.yaml': contract, 'apicheck.yaml': config, 'vault.yaml': recording };
  const env = async (): Promise<Record<string, string>> => ({
    URL: await gossip(),
    SECRET: 'test',
    PASSWORD: 'admin',
  });

  it('leaves paths and words as they are', async () => {
    const folder = await folderOf(words);
    const { out } = await runCli(['probe', '--target', 'local', '--no-fold'], folder, { env: await env() });
    expect(out).toContain('POST /admin/test');
    expect(out).toContain('/admin/test?limit=many');
    expect(out).not.toMatch(/x-secret: test|YWRhOmFkbWlu|"admin"/i);
  });

  it('is hidden in a recording where it stands alone', async () => {
    const folder = await folderOf(words);
    await runCli(['probe', '--target', 'local', '--record', 'session.yaml'], folder, { env: await env() });
    const text = await readFile(join(folder, 'session.yaml'), 'utf8');
    expect(text).toContain('/admin/test?limit=many');
    expect(text).not.toMatch(/[:=] ?"?(?:admin|test)"?$/m);
  });
});
