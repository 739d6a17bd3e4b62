import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { folderOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';
import { generate } from './generated-run.ts';

const contract = `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    get: { operationId: list, responses: { '204': { description: All. } } }
    post: { operationId: make, responses: { '204': { description: Made. } } }
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { operationId: read, responses: { '204': { description: There. } } }
    put: { operationId: write, responses: { '204': { description: There. } } }
    delete: { responses: { '204': { description: Gone. } } }
  /secret:
    get: { x-apicheck-skip: true, responses: { '204': { description: Told. } } }
`;

/** A provider that has nothing to say. */
async function silent(): Promise<string> {
  const server = createServer((_, response) => response.writeHead(204).end());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function told(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<{ readonly text: string; readonly report: RunReport; readonly folder: string }> {
  const folder = await folderOf({ 'openapi.yaml': contract, ...files });
  const target = await silent();
  const all = ['probe', '--spec', 'openapi.yaml', '--target', target, '-f', 'text', '-f', 'json=r.json'];
  const { out } = await runCli([...all, '-f', 'junit=r.xml', '-f', 'markdown=r.md', ...args], folder);
  const report = JSON.parse(await readFile(`${folder}/r.json`, 'utf8')) as RunReport;
  return { text: out, report, folder };
}

const flow = (...exchanges: readonly string[]): string =>
  `apicheck: 1\nexchanges:\n${exchanges.map((one) => `  - ${one}\n`).join('')}`;
const list = '{ name: list, request: { method: GET, path: /things }, response: { status: 204 } }';

describe('exchanges that are skipped', () => {
  it('are counted by reason, in all formats', async () => {
    const files = {
      'a.yaml': flow(
        '{ name: a, request: { method: POST, path: /things }, capture: { id: $response.header.location } }',
        '{ name: b, request: { method: GET, path: "/things/{id}" } }',
        '{ name: c, request: { method: PUT, path: "/things/{id}" } }',
        list.replace('{ name', '{ offline: it answers with yesterday, name'),
      ),
    };
    const { text, report, folder } = await told(files, 'a.yaml');
    expect(text).toContain(
      ', 3 skipped\n  2 skipped: {id} could not be captured\n  1 skipped: it answers with yesterday\n',
    );
    expect(report.probe?.skipped).toEqual([
      { reason: '{id} could not be captured', exchanges: 2 },
      { reason: 'it answers with yesterday', exchanges: 1 },
    ]);
    expect(report.probe?.exchanges.map(({ skipped }) => skipped)).toEqual([
      undefined,
      '{id} could not be captured',
      '{id} could not be captured',
      'it answers with yesterday',
    ]);
    expect(await readFile(`${folder}/r.xml`, 'utf8')).toContain('not replayed: {id} could not be captured');
    expect(await readFile(`${folder}/r.md`, 'utf8')).toContain('| ⏭ skipped | it answers with yesterday |');
    const merged = await runCli(['merge', 'r.json', '-f', 'json'], folder);
    expect((JSON.parse(merged.out) as RunReport).probe?.skipped).toEqual(report.probe?.skipped);
  });

  it('after a failure say so with --bail', async () => {
    const wrong = '{ name: x, request: { method: GET, path: /nowhere } }';
    const { text } = await told({ 'a.yaml': flow(wrong, list, list) }, 'a.yaml', '--bail');
    expect(text).toContain('1 failed, 2 skipped\n  2 skipped: after the first that failed (--bail)\n');
  });

  it('need what was left out, and are judged offline all the same', async () => {
    const text = flow(
      '{ name: a, request: { method: POST, path: /things }, response: { status: 204, headers: { location: "7" } }, capture: { id: $response.header.location } }',
      '{ name: b, request: { method: GET, path: "/things/{id}" }, response: { status: 204 } }',
    );
    const { report, folder } = await told({ 'a.yaml': text }, 'a.yaml', '--operation', 'read');
    expect(report.findings).toEqual([]);
    expect(report.probe?.skipped).toEqual([{ reason: '{id} could not be captured', exchanges: 1 }]);
    const offline = ['probe', 'a.yaml', '--spec', 'openapi.yaml', '--operation', 'read'];
    expect((await runCli(offline, folder)).out).toContain('1 exchange offline: 1 passed');
  });

  it('of a workflow that has ended say so', async () => {
    const arazzo = `arazzo: 1.0.1
info: { title: W, version: '1' }
sourceDescriptions: [{ name: things, url: openapi.yaml, type: openapi }]
workflows:
  - workflowId: w
    steps:
      - { stepId: one, operationId: list, successCriteria: [{ condition: $statusCode == 200 }] }
      - { stepId: two, operationId: list, successCriteria: [{ condition: $statusCode == 204 }] }
`;
    const { text } = await told({ 'w.arazzo.yaml': arazzo }, 'w.arazzo.yaml');
    expect(text).toContain('1 failed, 1 skipped\n  1 skipped: their workflow had ended\n');
  });

  it('are none where none are', async () => {
    const { text, report } = await told({ 'a.yaml': flow(list) }, 'a.yaml');
    expect(text).not.toContain('skipped');
    expect(report.probe).not.toHaveProperty('skipped');
    expect(report.probe).not.toHaveProperty('untried');
  });
});

describe('operations that no request is made up for', () => {
  it('are told with the reason', async () => {
    const { text, report, folder } = await told({}, '--generate');
    expect(report.probe?.untried).toEqual([
      {
        reason: 'they change something (--unsafe tries them)',
        operations: ['POST /things', 'PUT /things/{id}', 'DELETE /things/{id}'],
      },
      { reason: 'they are marked x-apicheck-skip', operations: ['GET /secret'] },
    ]);
    expect(text).toContain(`
  no requests made up for 3 operations, as they change something (--unsafe tries
  them)
    POST /things, PUT /things/{id}, DELETE /things/{id}
  no requests made up for 1 operation, as they are marked x-apicheck-skip
    GET /secret
`);
    expect(await readFile(`${folder}/r.md`, 'utf8')).toContain(
      'No requests made up, as they are marked x-apicheck-skip: `GET /secret`',
    );
  });

  it('are those that the user chose', async () => {
    const { report } = await told({}, '--generate', '--operation', 'list', '--operation', 'write');
    expect(report.probe?.untried?.map(({ operations }) => operations)).toEqual([['PUT /things/{id}']]);
  });

  it('are none that another run of the same contract tried', async () => {
    const { folder, report } = await told({}, '--generate');
    const target = report.probe?.target ?? '';
    const more = ['probe', '--spec', 'openapi.yaml', '--target', target, '--generate', '--unsafe'];
    await runCli([...more, '-f', 'json=s.json'], folder);
    const { out } = await runCli(['merge', 'r.json', 's.json', '-f', 'json'], folder);
    expect((JSON.parse(out) as RunReport).probe?.untried?.flatMap(({ operations }) => operations)).toEqual([
      'PUT /things/{id}',
      'DELETE /things/{id}',
      'GET /secret',
    ]);
  });

  it('need what was not made, or a budget that is not spent', async () => {
    const paths = `
paths:
  /a: { get: { responses: { '204': { description: A } } } }
  /b: { get: { responses: { '204': { description: B } } } }
  /admin/shutdown: { post: { responses: { '204': { description: S } } } }
  /c/{cid}:
    parameters: [{ name: cid, in: path, required: true, schema: { type: integer } }]
    put: { responses: { '204': { description: C } } }
    delete: { responses: { '204': { description: C } } }
`;
    const { result } = await generate(paths, () => [204], {
      generate: { seed: 1, unsafe: true, maxRequests: 1 },
    });
    expect(result.untried).toEqual([
      {
        reason: 'nothing was made that {cid} leads to (--resource names what may be changed)',
        operations: ['PUT /c/{cid}'],
      },
      { reason: 'only what a run has made is deleted', operations: ['DELETE /c/{cid}'] },
      { reason: 'the budget was spent (--budget)', operations: ['GET /b'] },
      { reason: 'they shut the provider down', operations: ['POST /admin/shutdown'] },
    ]);
  });

  it('would take from the run what it needs', async () => {
    const does = "responses: { '204': { description: Done } }";
    const paths = `
paths:
  /admin/maintenance: { get: { ${does} }, post: { ${does} } }
  /auth/logout: { post: { ${does} } }
  /user/change-password: { post: { ${does} } }
  /me/password: { put: { ${does} } }
  /password-policies: { post: { ${does} } }
  /things/bulk_delete: { post: { ${does} } }
  /files/remove: { post: { operationId: takeAway, ${does} } }
  /cleanup: { post: { operationId: purgeAll, ${does} } }
  /deletion-requests: { post: { ${does} } }
`;
    const { asked, result } = await generate(paths, () => [204]);
    expect(new Set(asked.map(({ method, path }) => `${method} ${path}`))).toEqual(
      new Set(['GET /admin/maintenance', 'POST /password-policies', 'POST /deletion-requests']),
    );
    expect(result.untried).toEqual([
      {
        reason: 'only what a run has made is deleted',
        operations: ['POST /things/bulk_delete', 'POST /files/remove', 'POST /cleanup'],
      },
      {
        reason: 'they lock out who asks',
        operations: ['POST /auth/logout', 'POST /user/change-password', 'PUT /me/password'],
      },
      { reason: 'they shut the provider down', operations: ['POST /admin/maintenance'] },
    ]);
  });
});

describe('what made-up requests leave behind', () => {
  it('is told with the reason, and by reports that are merged', async () => {
    const { folder, report } = await told({}, '--generate');
    expect(report.probe).not.toHaveProperty('left');
    const spec = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /things:
    put: { requestBody: { content: { text/plain: {} } }, responses: { default: { description: All. } } }
`;
    await writeFile(`${folder}/settings.yaml`, spec);
    const target = report.probe?.target ?? '';
    const run = ['probe', '--spec', 'settings.yaml', '--target', target, '--generate', '--unsafe'];
    const { out } = await runCli([...run, '-f', 'text', '-f', 'json=s.json', '-f', 'markdown=s.md'], folder);
    expect(out).toContain(
      '  not as it was before the run, as no operation tells how it was:\n    PUT /things\n',
    );
    expect(await readFile(`${folder}/s.md`, 'utf8')).toContain(
      'Not as it was before the run, as no operation tells how it was: `PUT /things`',
    );
    const merged = await runCli(['merge', 'r.json', 's.json', '-f', 'json'], folder);
    expect((JSON.parse(merged.out) as RunReport).probe?.left).toEqual([
      { reason: 'no operation tells how it was', things: ['PUT /things'] },
    ]);
  });
});
