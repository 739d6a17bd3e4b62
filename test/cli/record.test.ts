import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { runCli } from '../run-cli.ts';
import { folderOf, serverOf } from './folder.ts';

const contract = `openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /a:
    get:
      responses:
        '200': { description: A., content: { application/json: { schema: { type: integer } } } }
        '426':
          description: Another protocol.
          headers: { upgrade: { required: true, schema: { type: string } } }
`;

/** Records what `ask` does through the proxy, and gives what the run came to. */
async function recorded(
  folder: string,
  target: string,
  more: readonly string[],
  ask: (url: string) => Promise<unknown>,
) {
  const ending = new AbortController();
  const args = ['record', '--target', target, '-o', 'r.yaml', '--port', '0', ...more];
  return runCli(args, folder, {
    interruption: ending.signal,
    onOutput(text) {
      const [, proxy] = /(http\S+) records what/.exec(text) ?? [];
      if (proxy !== undefined) void ask(proxy).finally(() => ending.abort());
    },
  });
}

const get = (path: string) => (url: string) => fetch(`${url}${path}`).then((answer) => answer.text());

it('reports at its end what was recorded, in all formats, and is judged by --fail-on', async () => {
  const { url } = await serverOf((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    response.setHeader('content-type', 'application/json').end(pathname === '/a' ? '"one"' : '1');
  });
  const folder = await folderOf({ 'a.yaml': contract });
  const formats = ['-f', 'text', '-f', 'json=r.json', '-f', 'junit=r.xml'];
  const run = await recorded(folder, url, ['--spec', 'a.yaml', ...formats], get('/a'));
  expect(run.code).toBe(1);
  expect(run.err).toContain('✗ GET /a → 200\n    error response-body-invalid: ');
  expect(run.out).toContain('  r.yaml:19:13\n');
  expect(run.out).toContain('1 exchange offline: 0 passed, 1 failed\n');
  // Where it was recorded is known, though the contract names no server.
  expect(run.out).toContain(`  curl ${url}/a -H `);
  const report = JSON.parse(await readFile(join(folder, 'r.json'), 'utf8')) as RunReport;
  expect(report.findings.map(({ code, location }) => [code, location.uri])).toEqual([
    ['response-body-invalid', 'r.yaml'],
  ]);
  expect(await readFile(join(folder, 'r.xml'), 'utf8')).toContain('response-body-invalid');
  const never = await recorded(folder, url, ['--spec', 'a.yaml', '--fail-on', 'never'], get('/a'));
  expect(never.code).toBe(0);
  // What no bound has room for is told while it goes through, and counts as well.
  const full = ['--spec', 'a.yaml', '--limit', 'recordedBytes=100'];
  const beyond = await recorded(folder, url, full, get('/a'));
  expect(beyond).toMatchObject({ code: 1, out: '' });
});

it('keeps in a 426 which protocol it asks for', async () => {
  const { url } = await serverOf((_, response) => response.writeHead(426, { upgrade: 'websocket' }).end());
  const folder = await folderOf({ 'a.yaml': contract });
  let upgrade: string | null = null;
  const run = await recorded(folder, url, ['--spec', 'a.yaml', '--quiet'], async (at) => {
    upgrade = (await fetch(`${at}/a`)).headers.get('upgrade');
  });
  expect(upgrade).toBe('websocket');
  expect(run.err).not.toContain('GET /a');
  expect(run).toMatchObject({ code: 0 });
  expect(await readFile(join(folder, 'r.yaml'), 'utf8')).toContain('upgrade: websocket');
});

it('refuses a format of what is not judged', async () => {
  const folder = await folderOf({});
  const run = await runCli(
    ['record', '--target', 'http://127.0.0.1:1', '-o', 'r.yaml', '-f', 'json'],
    folder,
  );
  expect(run).toMatchObject({
    code: 2,
    err: 'apicheck: --format reports what is judged: name the contract with --spec\n',
  });
});

it('says that it does not judge without a contract', async () => {
  const { url } = await serverOf((_, response) => response.end());
  const run = await recorded(await folderOf({}), url, [], get('/a'));
  expect(run.code).toBe(0);
  expect(run.err).toContain('· GET /a → 200\n');
  expect(run.err).toContain('1 exchange in r.yaml, not judged, as no --spec was given\n');
});
