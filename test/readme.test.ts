import { execFile } from 'node:child_process';
import { access, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { git } from './action/runner.ts';
import { folderOf } from './cli/folder.ts';
import { runCli } from './run-cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = await readFile(`${root}README.md`, 'utf8');

/** The code blocks of README.md in a language. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`(?:${language})\\n([^]*?)^\`\`\`$`, 'gm'))].map(
    ([, code = '']) => code,
  );

/** The commands of each block that has some, without the comments behind them. */
const commands = blocks('sh|console|')
  .map((block) => block.split('\n').filter((line) => /^(?:\$ )?apicheck /.test(line)))
  .filter((lines) => lines.length > 0)
  .map((lines) => lines.map((line) => line.replace(/^\$ /, '').replace(/\s+# .*$/, '')));

/** Parts a command as a shell does that knows single quotes only; the tool expands globs itself. */
const words = (command: string): string[] =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1);

const description = (maxLength: number) => `openapi: 3.0.3
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
async function provider(): Promise<string> {
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
async function repository(): Promise<string> {
  const [old, next] = [description(10), description(5)];
  const below = (prefix: string) => description(10).replace('/titles:', `${prefix}/titles:`);
  const folder = await folderOf({
    'apicheck.yaml': config,
    'openapi.yaml': old,
    'contracts/salina.yaml': old,
  });
  await git(folder, 'init', '--quiet');
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
    'traffic/monday.har': har,
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const part = ['probe', 'recordings/all.yaml', '--spec', 'openapi.yaml', '-f', 'json=shard-1.json'];
  await runCli(part, folder);
  return folder;
}

describe('README.md', () => {
  it('has commands and programs', () => {
    expect(commands.flat().length).toBeGreaterThan(30);
    expect(blocks('js').length).toBeGreaterThan(4);
  });

  const numbered = (all: readonly string[]) => all.map((code, index) => [index + 1, code] as const);

  it.each(commands.map((lines) => [lines[0], lines] as const))(
    'runs: %s …',
    async (_, lines) => {
      const [folder, url] = [await repository(), await provider()];
      for (const line of lines) {
        const args = words(line).map((word) => (/^http:\/\/127\.0\.0\.1:\d+$/.test(word) ? url : word));
        // As for somebody who has no config yet, and no half a minute.
        if (args[0] === 'init') await rm(join(folder, 'apicheck.yaml'), { force: true });
        // It waits for an editor; its own tests are one.
        if (args[0] === 'lsp') continue;
        const shorter = args.map((word) => (word === '30s' ? '1s' : word));
        const endless = args.includes('--watch') || args[0] === 'record';
        const { code, out, err } = await runCli(shorter, folder, {
          env: { STAGING_URL: url, SALINA_ID: 'id', SALINA_SECRET: 'a-secret' },
          ...(endless && { interruption: AbortSignal.abort() }),
        });
        // Found something, or not: either way it was run.
        expect({ line, code, err }).toEqual({ line, code: expect.toBeOneOf([0, 1]) as number, err });
        expect(out + err).not.toContain('a-secret');
        for (const [, file = ''] of line.matchAll(/(?:-o|--propose|-f \w+=|--format \w+=)\s?([\w.-]+\.\w+)/g))
          if (args[0] !== 'record') await access(join(folder, file));
      }
    },
    60_000,
  );

  it.each(numbered(blocks('js').filter((code) => /\b(?:lint|diff|probe)\(/.test(code))))(
    'runs program %i',
    async (_, code) => {
      const [folder, url] = [await repository(), await provider()];
      await mkdir(join(folder, 'node_modules'));
      await symlink(root, join(folder, 'node_modules/apicheck'));
      await writeFile(join(folder, 'program.mjs'), code);
      const env = { PATH: process.env['PATH'] ?? '', TARGET: url };
      const { stdout, stderr } = await promisify(execFile)(process.execPath, ['program.mjs'], {
        cwd: folder,
        env,
      });
      expect(stderr).toBe('');
      expect(stdout).toMatch(/operation-summary|q.*: "|^2$|all titles: /m);
    },
  );

  it.each(numbered(blocks('yaml').filter((block) => /^(?:customRules|apis):/m.test(block))))(
    'has config %i as it should be',
    async (_, block) => {
      const needed = block.includes('apis:') ? '' : 'apis: { salina: { spec: openapi.yaml } }\n';
      const folder = await folderOf({
        'apicheck.yaml': needed + block,
        'openapi.yaml': description(5),
        'contracts/salina.yaml': description(5),
      });
      const { err } = await runCli(['lint', 'openapi.yaml'], folder, { env: { SALINA_ID: 'id' } });
      expect(err).toBe('');
    },
  );
});
