import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { ignoreMetas } from '../../src/findings/ignore-metas.ts';
import type { FindingMeta } from '../../src/findings/meta.ts';
import { runCli } from '../run-cli.ts';

/** Takes paths; gives a description in which none of them answers with success: a warning each. */
function spec(...paths: readonly string[]): string {
  const each = paths.map((path) => `  ${path}: { get: { responses: { '404': { description: None } } } }\n`);
  return `openapi: 3.0.3\ninfo: { title: A, version: '1' }\npaths:\n${each.join('')}`;
}

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apicheck-adoption-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** What was found and left out, and what was said beside the report. */
async function lint(args: string, cwd = folder) {
  const run = await runCli(['lint', ...args.split(' '), '--format', 'json'], cwd);
  const report = run.out === '' ? undefined : (JSON.parse(run.out) as RunReport);
  return {
    code: run.code,
    err: run.err,
    found: report?.findings.map(({ message }) => message.split(' ').slice(0, 2).join(' ')),
    suppressed: report?.summary.suppressed,
  };
}

describe('the examples of what can be wrong with an ignore', () => {
  it.each(Object.values<FindingMeta>(ignoreMetas))('$code', async ({ code, bad = '', good = '' }) => {
    const codes = async (text: string) => {
      const args = ['lint', '-', '--format', 'json', '--rule', `${code}=info`];
      const { out } = await runCli(args, folder, { stdin: text });
      return (JSON.parse(out) as RunReport).findings.map((finding) => finding.code);
    };
    // What an ignore no longer covers is told beside it.
    const told = code === 'ignore-expired' ? ['operation-success-response'] : [];
    expect(await codes(bad)).toEqual([code, ...told]);
    expect(await codes(good)).toEqual([]);
  });
});

describe('a baseline', () => {
  const args = 'api.yaml --baseline known.json --fail-on warning';

  it('is written where there is none, and has to be there otherwise', async () => {
    await write({ 'api.yaml': spec('/a', '/b') });
    expect(await lint(args)).toEqual({
      code: 2,
      err: 'apicheck: there is no baseline known.json; --update-baseline writes it with all that is found now\n',
      found: undefined,
      suppressed: undefined,
    });
    const first = await lint(`${args} --update-baseline`);
    expect(first).toEqual({
      code: 0,
      err: 'apicheck: known.json lists 2 findings: 2 added, 0 dropped\n',
      found: [],
      suppressed: 2,
    });
    const text = await readFile(join(folder, 'known.json'), 'utf8');
    expect(text.replace(/[0-9a-f]{16}/g, '…')).toBe(`{
  "baselineVersion": 1,
  "specs": [
    "api.yaml"
  ],
  "findings": [
    { "fingerprint": "…", "code": "operation-success-response", "uri": "api.yaml", "message": "GET /a documents no response for success" },
    { "fingerprint": "…", "code": "operation-success-response", "uri": "api.yaml", "message": "GET /b documents no response for success" }
  ]
}
`);
    expect(await lint(args)).toMatchObject({ code: 0, err: '', found: [], suppressed: 2 });
  });

  it('shrinks when updated, and grows only when what is new is accepted', async () => {
    await write({ 'api.yaml': spec('/a', '/b') });
    await lint(`${args} --update-baseline`);
    await write({ 'api.yaml': spec('/c', '/b') });
    const hint = 'apicheck: 1 finding of known.json does not occur any more; --update-baseline drops it\n';
    expect(await lint(args)).toEqual({ code: 1, err: hint, found: ['GET /c'], suppressed: 1 });
    expect(await lint(`${args} --quiet`)).toMatchObject({ err: '' });
    expect(await lint(`${args} --update-baseline`)).toEqual({
      code: 1,
      err: 'apicheck: known.json lists 1 finding: 0 added, 1 dropped; 1 new: --accept-new adds it\n',
      found: ['GET /c'],
      suppressed: 1,
    });
    await write({ 'api.yaml': spec('/a', '/b') });
    expect(await lint(args)).toMatchObject({ code: 1, found: ['GET /a'] });
    expect(await lint(`${args} --update-baseline --accept-new`)).toMatchObject({ code: 0, found: [] });
    expect(await lint(args)).toMatchObject({ code: 0, err: '', suppressed: 2 });
  });

  it('keeps what a run did not look at', async () => {
    await write({ 'api.yaml': spec('/a'), 'other.yaml': spec('/x'), 'gone.yaml': spec('/y') });
    await lint('api.yaml other.yaml gone.yaml --baseline known.json --update-baseline');
    const before = await readFile(join(folder, 'known.json'), 'utf8');
    expect(await lint(`${args} --update-baseline`)).toMatchObject({
      err: expect.stringContaining('0 dropped'),
    });
    await lint(`${args} --update-baseline --rule operation-success-response=off`);
    expect(await readFile(join(folder, 'known.json'), 'utf8')).toBe(before);
    await rm(join(folder, 'gone.yaml'));
    expect(await lint(args)).toMatchObject({
      err: expect.stringContaining('1 finding of known.json does not'),
    });
    await lint(`${args} --update-baseline`);
    expect(await lint('other.yaml --baseline known.json')).toMatchObject({ err: '', suppressed: 1 });
  });

  it('keeps what stands in a shared file until all who refer to it are looked at', async () => {
    const parameter = (name: string) =>
      `${name}: { name: ${name}, in: query, schema: { type: string, format: datetime } }\n`;
    const root = (name: string) =>
      `openapi: 3.0.3
info: { title: A, version: '1' }
paths: { /a: { get: { parameters: [{ $ref: shared.yaml#/${name} }], responses: { '204': { description: Done } } } } }
`;
    await write({
      'a.yaml': root('since'),
      'b.yaml': root('until'),
      'shared.yaml': parameter('since') + parameter('until'),
    });
    await lint('a.yaml b.yaml --baseline known.json --update-baseline');
    await write({ 'shared.yaml': parameter('since').replace('datetime', 'date-time') + parameter('until') });
    expect(await lint('a.yaml --baseline known.json')).toMatchObject({ err: '', found: [] });
    expect(await lint('a.yaml --baseline known.json --update-baseline')).toMatchObject({
      err: 'apicheck: known.json lists 2 findings: 0 added, 0 dropped\n',
    });
    expect(await lint('a.yaml b.yaml --baseline known.json --update-baseline')).toMatchObject({
      err: 'apicheck: known.json lists 1 finding: 0 added, 1 dropped\n',
    });
    // Where there is but one, what it refers to is its own.
    await lint('b.yaml --baseline one.json --update-baseline');
    await write({ 'shared.yaml': parameter('since') + parameter('until').replace('datetime', 'date-time') });
    expect(await lint('b.yaml --baseline one.json --update-baseline')).toMatchObject({
      err: 'apicheck: one.json lists 0 findings: 0 added, 1 dropped\n',
    });
  });

  it('is the same from any working directory, and for absolute paths', async () => {
    await write({
      'specs/api.yaml': spec('/a'),
      'ci/apicheck.yaml': 'baseline: known.json\n',
      'sub/x.txt': '',
    });
    await lint('specs/api.yaml --baseline ci/known.json --update-baseline');
    const quiet = { err: '', found: [], suppressed: 1 };
    expect(await lint('../specs/api.yaml --baseline ../ci/known.json', join(folder, 'sub'))).toMatchObject(
      quiet,
    );
    expect(await lint(`${folder}/specs/api.yaml -c ${folder}/ci/apicheck.yaml`)).toMatchObject(quiet);
    expect(await lint('api.yaml -c ../ci/apicheck.yaml', join(folder, 'specs'))).toMatchObject(quiet);
  });

  it('has dangling references by what they say, wherever a run starts', async () => {
    const dangling = `${spec('/a').split('paths:')[0]}paths: { /a: { $ref: ./gone/a.yaml } }\n`;
    await write({ 'specs/api.yaml': dangling });
    await lint('specs/api.yaml --baseline known.json --update-baseline');
    expect(await lint('api.yaml --baseline ../known.json', join(folder, 'specs'))).toMatchObject({
      found: [],
      suppressed: 1,
    });
  });

  it('is refused where it cannot be read or does not go with the options', async () => {
    await write({ 'api.yaml': spec('/a'), 'text.json': 'no', 'other.json': '{"findings": []}' });
    expect(await lint('api.yaml --baseline text.json')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/not JSON/),
    });
    expect(await lint('api.yaml --baseline other.json')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/version 1/),
    });
    expect(await lint('api.yaml --update-baseline')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--baseline FILE/),
    });
    expect(await lint(`${args} --accept-new`)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--update-baseline/),
    });
    expect(await lint(`${args} --update-baseline --since HEAD`)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--since/),
    });
  });

  it('lets --fail-on, --max-warnings and --quiet look at what is new alone', async () => {
    await write({ 'api.yaml': spec('/a', '/b') });
    await lint('api.yaml --baseline known.json --update-baseline');
    await write({ 'api.yaml': spec('/a', '/b', '/c') });
    const code = async (more: string) => (await lint(`api.yaml --baseline known.json ${more}`)).code;
    expect(await code('--max-warnings 1')).toBe(0);
    expect(await code('--max-warnings 0')).toBe(1);
    expect(await code('--fail-on warning')).toBe(1);
    expect(await code('--fail-on never')).toBe(0);
    // What is not shown counts all the same.
    expect(await lint('api.yaml --quiet --max-warnings 2')).toMatchObject({ code: 1, found: [] });
  });
});

describe('--since', () => {
  const git = (...args: readonly string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.example', ...args], {
      cwd: folder,
    });

  async function commit(): Promise<void> {
    await git('add', '-A');
    await git('commit', '-qm', 'state');
  }

  beforeEach(() => git('init', '-q'));

  it('leaves out what was found then, with what was referred to then', async () => {
    const shared = "{ get: { responses: { '404': { description: None } } } }\n";
    const root = `${spec('/a')}  /shared: { $ref: ./shared/item.yaml }\n  /gone: { $ref: gone.yaml }\n`;
    await write({ 'specs/api.yaml': root, 'specs/shared/item.yaml': shared });
    await commit();
    await write({
      'specs/api.yaml': `# moved\n${root}  /b: { get: { responses: { '404': { description: None } } } }\n`,
      'specs/shared/item.yaml': `${shared.slice(0, -3)}, put: { responses: { '404': { description: None } } } }\n`,
    });
    const added = { code: 0, err: '', found: ['GET /b', 'PUT /shared'], suppressed: 3 };
    expect(await lint('specs/api.yaml --since HEAD')).toEqual(added);
    expect(await lint('api.yaml --since HEAD', join(folder, 'specs'))).toEqual(added);
    expect(await lint(`${folder}/specs/api.yaml --since HEAD`)).toEqual(added);
    await commit();
    expect(await lint('specs/api.yaml --since HEAD')).toMatchObject({ found: [], suppressed: 5 });
    expect(await lint('specs/api.yaml --since HEAD~1')).toEqual(added);
  });

  it('takes a description that was not there, and standard input, as new', async () => {
    await write({ 'api.yaml': spec('/a') });
    await commit();
    await write({ 'new.yaml': spec('/b') });
    expect(await lint('api.yaml new.yaml --since HEAD')).toMatchObject({ found: ['GET /b'], suppressed: 1 });
    const piped = await runCli(['lint', '-', '--since', 'HEAD'], folder, { stdin: spec('/a') });
    expect(piped.err).toBe('apicheck: - is no file of the repository, so all that is found in it is new\n');
    expect(piped.out).toContain('1 warning');
  });

  it('goes by the severities of now, for the files of then too', async () => {
    await write({
      'legacy/api.yaml': spec('/a'),
      'apicheck.yaml':
        'rules: { operation-success-response: off }\noverrides: [{ files: legacy/**, rules: { operation-success-response: error } }]\n',
    });
    await commit();
    expect(await lint('legacy/api.yaml')).toMatchObject({ code: 1 });
    expect(await lint('legacy/api.yaml --since HEAD')).toMatchObject({ code: 0, suppressed: 1 });
  });

  it('is not a new finding that an ignore came or went', async () => {
    await write({ 'api.yaml': `# apicheck-ignore-file component-unused\n${spec('/a')}` });
    await commit();
    await write({ 'api.yaml': `# apicheck-ignore-file operation-success-response\n${spec('/a')}` });
    expect(await lint('api.yaml --since HEAD')).toMatchObject({ found: [], suppressed: 1 });
    await write({ 'api.yaml': `# apicheck-ignore-file component-unused\n# More\n${spec('/a')}` });
    expect(await lint('api.yaml --since HEAD')).toMatchObject({ found: [], suppressed: 2 });
  });

  it('needs a revision, and a repository', async () => {
    await write({ 'api.yaml': spec('/a') });
    await commit();
    const unknown = await lint('api.yaml --since v9');
    expect(unknown).toMatchObject({ code: 2, found: undefined });
    expect(unknown.err).toBe('apicheck: --since v9: Git knows no revision "v9" here\n');
    await rm(join(folder, '.git'), { recursive: true });
    const outside = await lint('api.yaml --since HEAD');
    expect(outside).toMatchObject({ code: 2, found: undefined });
    expect(outside.err).toContain('not a git repository');
  });
});
