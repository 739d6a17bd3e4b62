import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { git } from './action/runner.ts';
import { folderOf } from './cli/folder.ts';
import { runCli, type CliRun } from './run-cli.ts';

/** Parts a command as a shell does that knows quotes only; the tool expands globs itself. */
const words = (command: string): string[] =>
  [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)]
    .map(([, single, double, plain]) => single ?? double ?? plain ?? '')
    .slice(1);

/** A description that takes a query of so many characters. */
export const description = (maxLength: number) => `openapi: 3.0.3
info: { title: Titles, version: 1.4.0 }
servers: [{ url: http://titles.test }]
paths:
  /titles:
    get:
      operationId: all
      security: [{ bearerAuth: [] }]
      parameters: [{ name: q, in: query, schema: { type: string, maxLength: ${maxLength} } }]
      responses:
        '200': { description: All, content: { application/json: { schema: { type: array, items: {} } } } }
        '400': { description: Wrong }
        '401': { description: Who }
  /auth/token:
    post: { operationId: token, responses: { '200': { description: A token } } }
components:
  securitySchemes:
    bearerAuth: { type: http, scheme: bearer }
`;

const recording = `apicheck: 1
exchanges:
  - name: all titles
    request: { method: GET, path: /titles, headers: { authorization: '***' } }
    response: { status: 200, headers: { content-type: application/json }, body: [] }
`;

/** An answer that the contract lacks, often enough that the contract is taken to be wrong. */
const unforeseen = `apicheck: 1
exchanges:
${Array.from({ length: 6 }, (_, index) => `  - { name: 'no ${index}', request: { method: GET, path: /titles, headers: { authorization: '***' } }, response: { status: 404 } }`).join('\n')}
`;

const har = JSON.stringify({
  log: {
    version: '1.2',
    creator: { name: 'browser', version: '1' },
    entries: [
      {
        startedDateTime: '2026-11-01T00:00:00Z',
        time: 1,
        request: {
          method: 'GET',
          url: 'http://titles.test/titles?q=abcdefgh',
          httpVersion: 'HTTP/1.1',
          headers: [],
          queryString: [{ name: 'q', value: 'abcdefgh' }],
          cookies: [],
          headersSize: -1,
          bodySize: 0,
        },
        response: {
          status: 200,
          statusText: '',
          httpVersion: 'HTTP/1.1',
          headers: [],
          cookies: [],
          content: { size: 2, mimeType: 'application/json', text: '[]' },
          redirectURL: '',
          headersSize: -1,
          bodySize: 2,
        },
        cache: {},
        timings: { send: 0, wait: 1, receive: 0 },
      },
    ],
  },
});

const pact = JSON.stringify({
  consumer: { name: 'web' },
  provider: { name: 'titles' },
  interactions: [
    {
      description: 'all titles',
      request: { method: 'GET', path: '/titles' },
      response: { status: 200, headers: { 'content-type': 'application/json' }, body: [] },
    },
  ],
  metadata: { pactSpecification: { version: '2.0.0' } },
});

const config = `apis:
  salina:
    spec: contracts/salina.yaml
    recordings: recordings/*.yaml
    targets:
      local: &target
        url: \${STAGING_URL}
        auth:
          bearerAuth: { type: oauth2-client-credentials, tokenPath: /auth/token, clientId: '\${SALINA_ID}', clientSecret: '\${SALINA_SECRET}' }
      staging: *target
`;

/** A provider of the description; gives its URL. */
export async function provider(): Promise<string> {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const send = (status: number, value: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    if (path.startsWith('/auth/token'))
      return send(200, { access_token: 'a-token', token_type: 'bearer', expires_in: 60 });
    send(request.headers.authorization === 'Bearer a-token' ? 200 : 401, []);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A repository with everything that the commands of README.md name. */
export async function repository(): Promise<string> {
  const [old, next] = [description(10), description(5)];
  const below = (prefix: string) => description(10).replace('/titles:', `${prefix}/titles:`);
  const folder = await folderOf({
    'apicheck.yaml': config,
    'openapi.yaml': old,
    'contracts/salina.yaml': old,
  });
  await git(folder, 'init', '--quiet', '--initial-branch', 'main');
  await git(folder, 'add', '.');
  await git(folder, 'commit', '--quiet', '-m', 'Release');
  await git(folder, 'tag', 'v1.4.0');
  const files: Readonly<Record<string, string>> = {
    'openapi.yaml': next,
    'contracts/salina.yaml': next,
    'contracts/next/salina.yaml': description(4),
    'old.yaml': old,
    'new.yaml': next,
    'v1.yaml': below('/v1'),
    'v2.yaml': below('/v2'),
    'recordings/all.yaml': recording,
    'traffic.yaml': unforeseen,
    'traffic.har': har,
    'pacts/web.json': pact,
    'traffic/monday.har': har,
    'reports/README.md': 'Reports.\n',
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  for (const report of ['shard-1.json', 'shard-2.json', 'reports/all.json'])
    await runCli(['probe', 'recordings/all.yaml', '--spec', 'openapi.yaml', '-f', `json=${report}`], folder);
  return folder;
}

/** Takes a command line of apicheck, a folder and the URL of a provider; runs it there, long ones shortened. */
export async function runLine(line: string, folder: string, url: string): Promise<CliRun> {
  const args = words(line).map((word) => (/^http:\/\/127\.0\.0\.1:\d+$/.test(word) ? url : word));
  const shorter = args.map((word) => (word === '30s' ? '1s' : word));
  const endless = args.includes('--watch') || args[0] === 'record';
  return runCli(shorter, folder, {
    env: { STAGING_URL: url, SALINA_ID: 'id', SALINA_SECRET: 'a-secret' },
    ...(endless && { interruption: AbortSignal.abort() }),
  });
}
