import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCli } from '../run-cli.ts';
import { folderOf } from './folder.ts';

const contract = `openapi: 3.1.0
info: { title: A, version: "1" }
tags: [{ name: pets }]
paths: { /pets: { get: { operationId: listPets, tags: [pets], responses: { '200': { description: A } } } } }
components: { securitySchemes: { bearerAuth: { type: http, scheme: bearer } } }
`;
const recording = `apicheck: 1
spec: openapi.yaml
exchanges:
  - { name: a, request: { method: GET, path: /pets }, response: { status: 200 } }
`;
const config = `apis:
  pets:
    spec: openapi.yaml
    recordings: rec.yaml
    targets: { local: { url: http://127.0.0.1:9, auth: { baererAuth: { type: bearer, token: x } } } }
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apicheck-hints-'));
  const files = {
    'openapi.yaml': contract,
    'rec.yaml': recording,
    'apicheck.yaml': config,
    'known.json': '{"baselineVersion":1,"specs":[],"findings":[]}',
    'contracts/openapi.yaml': contract,
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'A');
  git('tag', 'release');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Every kind of name that a user types: the command with one misspelt, and what was meant. */
const slips: readonly (readonly [what: string, args: readonly string[], meant: string])[] = [
  ['a command', ['lnt'], 'lint'],
  ['a command for help', ['help', 'lnt'], 'lint'],
  ['a command of a shell', ['completion', 'bsh'], 'bash'],
  ['an option', ['lint', '--prest', 'spec'], '--preset'],
  ['a preset', ['lint', '--preset', 'spc'], 'spec'],
  ['a rule', ['lint', '--rule', 'operation-id-uniqe=off'], '"operation-id-unique"'],
  [
    'a check',
    ['diff', 'openapi.yaml', 'openapi.yaml', '--rule', 'operation-removd=off'],
    '"operation-removed"',
  ],
  ['a severity', ['lint', '--rule', 'operation-id-unique=of'], 'operation-id-unique=off'],
  ['a code', ['explain', 'operation-id-uniqe'], '"operation-id-unique"'],
  ['a format', ['lint', '-f', 'jsn'], 'json'],
  ['a level', ['lint', '--fail-on', 'eror'], 'error'],
  ['a limit', ['lint', '--limit', 'tme=3s'], 'time'],
  ['a profile', ['probe', '--profile', 'pct'], 'pact'],
  ['a kind of coverage', ['probe', '--min-coverage', 'respnses=80'], 'responses'],
  ['a file', ['lint', 'opnapi.yaml'], 'openapi.yaml'],
  ['the ending of a file', ['lint', 'openapi.yml'], 'openapi.yaml'],
  ['a folder', ['lint', 'contrcts/openapi.yaml'], 'contracts/openapi.yaml'],
  ['an API', ['lint', 'pts'], 'the API "pets"'],
  ['a version', ['diff', 'openapi.yaml', 'opnapi.yaml'], 'openapi.yaml'],
  ['a policy', ['diff', 'openapi.yaml', 'openapi.yaml', '--policy', 'apichek.yaml'], 'apicheck.yaml'],
  ['a config', ['lint', '-c', 'apichek.yaml'], 'apicheck.yaml'],
  ['a baseline', ['lint', '--baseline', 'knwn.json'], 'known.json'],
  ['a report', ['merge', 'knwn.json'], 'known.json'],
  ['a root', ['bundle', 'opnapi.yaml'], 'openapi.yaml'],
  ['a recording', ['probe', 'rc.yaml'], 'rec.yaml'],
  ['a contract', ['probe', 'rec.yaml', '--spec', 'opnapi.yaml'], 'openapi.yaml'],
  ['a contract without recordings', ['probe', '--spec', 'pts'], 'the API "pets"'],
  ['an operation', ['probe', '--operation', 'listPet'], '"listPets"'],
  ['an operation by its path', ['probe', '--operation', 'GET /pet'], '"GET /pets"'],
  ['a tag', ['probe', '--tag', 'pet'], '"pets"'],
  ['a target', ['probe', '--target', 'locl'], '"local"'],
  ['a target, of a recording by its name', ['probe', 'rec.yaml', '--target', 'locl'], '"local"'],
  ['a scheme of the config', ['probe', '--target', 'local'], '"bearerAuth"'],
  ['a scheme', ['probe', '--target', 'http://127.0.0.1:9', '--auth', 'bearrAuth=x'], '"bearerAuth"'],
  ['a scheme, offline', ['probe', '--auth', 'bearrAuth=x'], '"bearerAuth"'],
  [
    'a scheme of another user',
    ['probe', '--target', 'http://127.0.0.1:9', '--other-auth', 'bearrAuth=x'],
    '"bearerAuth"',
  ],
  ['a certificate', ['probe', '--target', 'http://127.0.0.1:9', '--ca', 'knwn.json'], 'known.json'],
  ['a revision', ['lint', '--since', 'mian'], 'main'],
  ['a base', ['diff', 'pets', '--base', 'relaese'], 'release'],
  ['an API at a base', ['diff', 'pts', '--base', 'main'], 'the API "pets"'],
  ['a revision of a file', ['lint', 'mian:openapi.yaml'], 'main'],
  ['a file of a revision', ['lint', 'main:opnapi.yaml'], 'main:openapi.yaml'],
  ['a file below, of a revision', ['lint', 'main:contracts/opnapi.yaml'], 'main:contracts/openapi.yaml'],
  ['a file from here, of a revision', ['lint', 'main:./opnapi.yaml'], 'main:./openapi.yaml'],
];

describe('a misspelt name', () => {
  it.each(slips)('of %s gets the nearest', async (_, args, meant) => {
    const { code, out, err } = await runCli(args, folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/did you mean/i);
    expect(err.replace(/^.*did you mean /is, '')).toBe(`${meant}?${err.endsWith(')\n') ? ')' : ''}\n`);
  });

  it.each(['x', 'nothing/like/it.yaml', 'openapi.yaml/x', '../../../../x'])(
    'that is like none gets none: %s',
    async (name) => {
      const { code, err } = await runCli(['lint', name], folder);
      expect(code).toBe(2);
      expect(err).toBe(`apicheck: ${name} is not found\n`);
    },
  );

  it('of credentials for who is no slip away is left to recordings', async () => {
    const args = ['probe', '--target', 'http://127.0.0.1:19', '--auth', 'bearerAuth2=x'];
    expect((await runCli(args, folder)).err).toContain('cannot be reached');
  });

  it.each([
    ['rules', 'rules: { operation-id-uniqe: off }', 'operation-id-unique'],
    ['overrides', 'overrides: [{ rules: { operation-id-uniqe: off } }]', 'operation-id-unique'],
    ['keys', 'rulse: {}', 'rules'],
    ['presets', 'extends: recomended', 'recommended'],
    ['limits', 'limits: { tme: 3s }', 'time'],
    ['configs', 'extends: ./bse.yaml', 'base.yaml'],
    ['allowed codes', 'probe: { allow: [{ code: status-undocumentd, reason: A }] }', 'status-undocumented'],
    [
      'accepted codes',
      'diff: { accept: [{ code: operation-removd, reason: A, until: 2027-01-31 }] }',
      'operation-removed',
    ],
    ['decisions', 'diff: { parameterRemovd: error }', 'parameterRemoved'],
    [
      'authentication',
      'apis: { a: { spec: a, targets: { t: { url: a, auth: { s: { type: baerer } } } } } }',
      'bearer',
    ],
  ])('among %s of a config does too', async (_, text, meant) => {
    const own = await folderOf({
      'apicheck.yaml': `${text}\n`,
      'base.yaml': 'rules: {}\n',
      'a.yaml': contract,
      'rec.yaml': recording.replace('openapi.yaml', 'a.yaml'),
    });
    const runs = [
      ['lint', 'a.yaml'],
      ['probe', 'rec.yaml'],
      ['diff', 'a.yaml', 'a.yaml'],
    ];
    const told = await Promise.all(runs.map(async (args) => (await runCli(args, own)).err));
    expect(told.join('\n')).toMatch(new RegExp(`did you mean "?${meant.replace('.', '\\.')}"?\\?`));
  });

  it('of an operation is asked about where nothing was allowed or accepted', async () => {
    const own = await folderOf({
      'apicheck.yaml': `${config.replace(/ {4}targets.*\n/, '')}    allow: [{ code: status-undocumented, operation: listPet, reason: A }]
diff: { accept: [{ code: operation-removed, operation: GET /pet, reason: A, until: 2027-01-31 }] }
`,
      'openapi.yaml': contract,
      'rec.yaml': recording,
    });
    const said = async (...args: string[]) => (await runCli(args, own)).out.replace(/\s+/g, ' ');
    expect(await said('probe')).toContain(
      '"status-undocumented" is allowed in listPet (did you mean "listPets"?) and not found there',
    );
    expect(await said('diff', 'openapi.yaml', 'openapi.yaml')).toContain(
      'there is no "operation-removed" in GET /pet (did you mean "GET /pets"?)',
    );
  });

  it('of a file that a reference may have meant is one that it may lead to', async () => {
    const referring = (to: string) =>
      `openapi: 3.1.0\ninfo: { title: A, version: "1" }\ncomponents: { schemas: { A: { $ref: ${to} } } }\n`;
    const own = await folderOf({
      'own/.git/HEAD': '',
      'own/inside.yaml': referring('schemas/Pett.yaml'),
      'own/outside.yaml': referring('../schemas/Pett.yaml'),
      'own/schemas/Pet.yaml': 'type: string\n',
      'schemas/Pet.yaml': 'type: string\n',
    });
    const said = async (name: string) =>
      (await runCli(['lint', name], join(own, 'own'))).out.replace(/\s+/g, ' ');
    expect(await said('inside.yaml')).toContain('is not found (did you mean ./schemas/Pet.yaml?)');
    expect(await said('outside.yaml')).not.toContain('did you mean');
  });
});
