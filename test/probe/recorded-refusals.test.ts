import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { folderOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';

const contract = `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
security: [{ token: [] }]
paths:
  /things:
    get:
      responses: { '204': { description: There. }, '401': { description: Who? }, '403': { description: No. } }
  /rights:
    get:
      responses: { '204': { description: There. }, '401': { description: Who? }, '403': { description: No. } }
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
`;
const config = `apis:
  things:
    spec: openapi.yaml
    targets: { local: { url: '\${URL}', auth: { token: { type: bearer, token: '\${TOKEN}' } } } }
`;

/** What a browser has recorded of requests for a path with these headers, each with its status. */
function archive(...entries: readonly (readonly [path: string, status: number, sent?: object])[]): string {
  return JSON.stringify({
    log: {
      version: '1.2',
      creator: { name: 'Firefox', version: '1' },
      entries: entries.map(([path, status, sent = {}]) => ({
        request: {
          method: 'GET',
          url: `https://things.example${path}`,
          httpVersion: 'HTTP/1.1',
          headers: Object.entries({ accept: '*/*', ...sent }).map(([name, value]) => ({
            name,
            value: String(value),
          })),
          queryString: [],
          cookies: [],
        },
        response: { status, headers: [], content: { size: 0, mimeType: '' } },
      })),
    },
  });
}

const own = (path: string, status: number): string => `apicheck: 1
spec: openapi.yaml
exchanges: [{ name: one, request: { method: GET, path: ${path} }, response: { status: ${status} } }]
`;

/** Takes the name and the text of a recording; gives what a provider sees of it, and what is found. */
async function replay(name: string, text: string): Promise<{ seen: string[]; found: string[] }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    seen.push(`${request.url} ${authorization ?? '-'}`);
    const ok = authorization === 'Bearer right-token-4711';
    const refused = request.url === '/rights' ? 403 : 401;
    response.writeHead(ok && request.url === '/things' ? 204 : refused).end();
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const env = {
    URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    TOKEN: 'right-token-4711',
  };
  const folder = await folderOf({ 'openapi.yaml': contract, 'apicheck.yaml': config, [name]: text });
  const args = ['probe', name, '--spec', 'things', '--target', 'local', '-f', 'json'];
  const { out } = await runCli(args, folder, { env });
  const { findings } = JSON.parse(out) as { findings: { code: string }[] };
  return { seen, found: findings.map(({ code }) => code) };
}

it('a request that was refused without credentials is sent without them', async () => {
  const recorded = archive(
    ['/things', 401],
    ['/things', 204, { authorization: 'Bearer old' }],
    ['/rights', 403],
  );
  expect((await replay('browser.har', recorded)).seen).toEqual([
    '/things -',
    '/things Bearer old',
    '/rights -',
  ]);
});

it('is no finding then', async () => {
  expect((await replay('browser.har', archive(['/things', 401]))).found).toEqual([]);
  expect((await replay('own.yaml', own('/things', 401))).found).toEqual([]);
});

it('a request that shows credentials, or was served, gets those that are configured', async () => {
  const shown = archive(['/things', 401, { authorization: '***' }], ['/things', 204]);
  expect((await replay('browser.har', shown)).seen).toEqual([
    '/things Bearer right-token-4711',
    '/things Bearer right-token-4711',
  ]);
});

it('a 403 that somebody has written is what the configured user gets', async () => {
  const { seen, found } = await replay('own.yaml', own('/rights', 403));
  expect(seen).toEqual(['/rights Bearer right-token-4711']);
  expect(found).toEqual([]);
});
