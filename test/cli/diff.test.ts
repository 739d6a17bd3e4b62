import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import reportSchema from '../../src/report/report.schema.json' with { type: 'json' };
import { runCli } from '../run-cli.ts';
import { folderOf } from './folder.ts';

const isReport = new Ajv2020({ strict: false }).compile(reportSchema);

/** Takes a folder and arguments; gives the report of `apicheck diff`, which holds to its schema, and what was said. */
async function diffed(folder: string, ...args: readonly string[]) {
  const { code, out, err } = await runCli(['diff', ...args, '--format', 'json'], folder);
  if (out === '') throw new Error(err);
  const report = JSON.parse(out) as RunReport;
  expect(isReport(report) ? [] : isReport.errors).toEqual([]);
  const { diff } = report;
  if (!diff) throw new Error('a report without its section');
  return { code, err, report, diff, codes: report.findings.map((finding) => finding.code) };
}

/** A description with an operation for each path, which answers with a schema in another file. */
function spec(paths: readonly string[], schemas = 'schemas.yaml'): string {
  const each = paths.map(
    (path) => `  ${path}:
    get:
      responses:
        '200':
          description: One
          content: { application/json: { schema: { $ref: '${schemas}#/Thing' } } }
`,
  );
  return `openapi: 3.0.3\ninfo: { title: A, version: 1.0.0 }\npaths:\n${each.join('')}`;
}

const thing = (most: number) =>
  `Thing:\n  type: object\n  properties:\n    size: { type: integer, maximum: ${most} }\n`;

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

function git(folder: string, ...args: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.example', ...args], { cwd: folder });
}

/** Takes a folder; makes a repository of it, with all that is there as `v1`. */
function release(folder: string): void {
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'first');
  git(folder, 'tag', 'v1');
}

describe('an API against what it was in a revision', () => {
  const config = 'apis: { things: { spec: api/things.yaml } }\n';
  const files = {
    'apicheck.yaml': config,
    'api/things.yaml': spec(['/a', '/b'], 'parts/old.yaml'),
    'api/parts/old.yaml': thing(10),
  };

  it('reads files that have come and gone since', async () => {
    const folder = await folderOf(files);
    release(folder);
    await rm(join(folder, 'api/parts/old.yaml'));
    await write(folder, {
      'api/things.yaml': spec(['/a', '/c'], 'new.yaml'),
      'api/new.yaml': thing(20),
    });
    const { report, diff, codes } = await diffed(folder, 'things', '--base', 'v1');
    expect(report.specs).toMatchObject([
      { uri: 'v1:api/things.yaml', role: 'before' },
      { uri: 'api/things.yaml', role: 'after', api: 'things' },
    ]);
    expect(codes).toEqual(['schema-bound-changed', 'operation-removed']);
    const [bound, removed] = report.findings;
    expect(bound).toMatchObject({
      location: { uri: 'api/new.yaml' },
      related: [{ message: 'before', location: { uri: 'v1:api/parts/old.yaml' } }],
    });
    expect(removed?.location.uri).toBe('v1:api/things.yaml');
    expect(diff.operations).toMatchObject({ added: [{ path: '/c' }], removed: [{ path: '/b' }] });
  });

  it('is the same from a folder below, and with the only API left unsaid', async () => {
    const folder = await folderOf(files);
    release(folder);
    await write(folder, { 'api/parts/old.yaml': thing(5) });
    const below = join(folder, 'api/parts');
    const { report } = await diffed(below, '--base', 'v1');
    expect(report.specs.map(({ uri }) => uri)).toEqual(['v1:../things.yaml', '../../api/things.yaml']);
    const above = await diffed(folder, '--base', 'HEAD');
    expect(above.report.specs[0]?.uri).toBe('HEAD:api/things.yaml');
    expect(above.diff.changes).toHaveLength(1);
    expect(report.findings).toEqual([]);
  });

  it('finds it where the config had it then', async () => {
    const folder = await folderOf(files);
    release(folder);
    await rename(join(folder, 'api'), join(folder, 'contracts'));
    await write(folder, { 'apicheck.yaml': config.replace('api/', 'contracts/') });
    const { report, diff, err } = await diffed(folder, 'things', '--base', 'v1');
    expect(report.specs.map(({ uri }) => uri)).toEqual(['v1:api/things.yaml', 'contracts/things.yaml']);
    expect(diff.changes).toEqual([]);
    expect(err).toBe('');
  });

  it('finds a file that was renamed', async () => {
    const folder = await folderOf(files);
    release(folder);
    git(folder, 'mv', 'api/things.yaml', 'api/v2.yaml');
    const { report, diff, err } = await diffed(folder, 'api/v2.yaml', '--base', 'v1');
    expect(report.specs.map(({ uri }) => uri)).toEqual(['v1:api/things.yaml', 'api/v2.yaml']);
    expect(diff.changes).toEqual([]);
    expect(err).toBe('apicheck: api/v2.yaml was api/things.yaml at v1\n');
  });

  it('says what is missing', async () => {
    const folder = await folderOf(files);
    release(folder);
    await write(folder, { 'fresh.yaml': spec(['/a'], 'api/parts/old.yaml') });
    const run = (...args: readonly string[]) => runCli(['diff', ...args], folder);
    expect(await run('fresh.yaml', '--base', 'v1')).toMatchObject({
      code: 2,
      err: 'apicheck: v1:fresh.yaml cannot be read: there is no such file\n',
    });
    expect((await run('things', '--base', 'v9')).err).toContain('Git knows no revision "v9" here');
    expect((await run('things', 'other', '--base', 'v1')).err).toContain('--base takes the place');
    expect((await run('things')).err).toContain('diff needs two versions');
    expect((await run('https://api.example/openapi.yaml', '--base', 'v1')).err).toContain('no revisions');
  });

  it('has the same fingerprints whatever the revision is called', async () => {
    const folder = await folderOf(files);
    release(folder);
    await write(folder, { 'api/things.yaml': spec(['/a'], 'parts/old.yaml') });
    const prints = async (base: string) =>
      (await diffed(folder, 'things', '--base', base)).report.findings.map(({ fingerprint }) => fingerprint);
    expect(await prints('v1')).toHaveLength(1);
    expect(await prints('v1')).toEqual(await prints('HEAD'));
  });
});

describe('the policy', () => {
  const versions = {
    'before.yaml': spec(['/a', '/b']),
    'after.yaml': spec(['/a']),
    'schemas.yaml': thing(1),
  };
  const pair = ['before.yaml', 'after.yaml'];

  it('has every mistake at its line', async () => {
    const folder = await folderOf({
      ...versions,
      'policy.yaml': `deprecationDays: { stabel: 30, beta: -1 }
unstable: [gamma]
operationIdChanged: fatal
accept:
  - { code: operation-removed, reason: agreed }
  - { code: operation-removed, reason: ' ', until: 2027-02-30 }
  - { code: operation-removed, reason: agreed, until: 2027-01-31, pointer: paths/** }
`,
    });
    const { code, err } = await runCli(['diff', ...pair, '--policy', 'policy.yaml'], folder);
    expect(code).toBe(2);
    expect(err.split('\n')).toEqual([
      'apicheck: the policy has 8 mistakes',
      'policy.yaml:1:20 unknown name "stabel"; did you mean "stable"?',
      'policy.yaml:1:38 must be a whole number from 0',
      'policy.yaml:2:12 must be one of draft, alpha, beta, stable',
      'policy.yaml:3:21 must be one of error, warning, info, off',
      'policy.yaml:5:5 "until" is missing here',
      'policy.yaml:6:40 says nothing',
      'policy.yaml:6:52 must be a date such as 2027-01-31',
      'policy.yaml:7:76 must begin with /',
      '',
    ]);
  });

  it('knows no change that there is not', async () => {
    const folder = await folderOf({
      ...versions,
      'apicheck.yaml': `diff:
  accept:
    - { code: operation-remove, reason: agreed, until: 2027-01-31 }
    - { code: operation-removed, api: books, reason: agreed, until: 2027-01-31 }
`,
    });
    const { code, err } = await runCli(['diff', ...pair], folder);
    expect(code).toBe(2);
    expect(err).toContain(
      'apicheck.yaml:3:7 there is no change "operation-remove"; did you mean "operation-removed"?',
    );
    expect(err).toContain('apicheck.yaml:4:7 there is no API "books"');
  });

  it('is that of the config, with the file before it, and both accept', async () => {
    const folder = await folderOf({
      'before.yaml': spec(['/a', '/b', '/c']),
      'after.yaml': spec(['/a']),
      'schemas.yaml': thing(1),
      'apicheck.yaml': `diff:
  accept: { code: operation-removed, operation: GET /b, reason: agreed, until: 2027-01-31 }
`,
      'policy.yaml':
        'accept: { code: operation-removed, operation: GET /c, reason: too, until: 2027-02-28 }\n',
    });
    const one = await diffed(folder, ...pair);
    expect(one).toMatchObject({ code: 1, codes: ['operation-removed'], diff: { breaking: true } });
    const both = await diffed(folder, ...pair, '--policy', 'policy.yaml');
    expect(both).toMatchObject({ code: 0, codes: [], diff: { breaking: false, semver: 'minor' } });
    expect(both.report.summary.suppressed).toBe(2);
    expect(both.diff.changes.map(({ breaking, accepted }) => [breaking, accepted])).toEqual([
      [false, { by: 'config', reason: 'agreed', until: '2027-01-31' }],
      [false, { by: 'config', reason: 'too', until: '2027-02-28' }],
    ]);
  });

  it('accepts for an operation what it does not share', async () => {
    const folder = await folderOf({
      'before.yaml': spec(['/a', '/b'], 'old.yaml'),
      'after.yaml': spec(['/a', '/b'], 'new.yaml'),
      'old.yaml': thing(5),
      'new.yaml': thing(9),
    });
    const accepted = async (where: string) => {
      await write(folder, {
        'apicheck.yaml': `diff: { accept: { code: schema-bound-changed, ${where}, reason: agreed, until: 2027-01-31 } }\n`,
      });
      const { diff, codes } = await diffed(folder, ...pair);
      return [diff.breaking, codes];
    };
    expect(await accepted('operation: GET /a')).toEqual([
      true,
      ['acceptance-unused', 'schema-bound-changed'],
    ]);
    expect(await accepted('pointer: /Thing/properties/*')).toEqual([false, []]);
    await write(folder, { 'after.yaml': spec(['/a'], 'new.yaml') });
    const alone = await diffed(folder, ...pair);
    expect(alone.codes).toEqual(['operation-removed']);
    expect(await accepted('operation: GET /a')).toEqual([true, ['operation-removed']]);
  });

  it('gives way to the command line and to overrides, not to rules', async () => {
    const bare = (id: string) =>
      `openapi: 3.0.3\ninfo: { title: A, version: 1.0.0 }\npaths: { /a: { get: { operationId: ${id}, responses: { '200': { description: One } } } } }\n`;
    const config = 'rules: { operation-id-changed: info }\ndiff: { operationIdChanged: error }\n';
    const folder = await folderOf({
      'before.yaml': bare('a'),
      'after.yaml': bare('b'),
      'apicheck.yaml': config,
    });
    const severities = async (...more: readonly string[]) =>
      (await diffed(folder, ...pair, ...more)).report.findings.map(({ severity }) => severity);
    expect(await severities()).toEqual(['error']);
    expect(await severities('--rule', 'operation-id-changed=warning')).toEqual(['warning']);
    await write(folder, {
      'apicheck.yaml': `${config}overrides: { files: after.yaml, rules: { operation-id-changed: off } }\n`,
    });
    expect(await severities()).toEqual([]);
  });

  it('tells of no entry that another API of the config may need', async () => {
    const folder = await folderOf({
      ...versions,
      'apicheck.yaml': `apis: { a: { spec: after.yaml }, b: { spec: before.yaml } }
diff:
  accept:
    - { code: parameter-removed, reason: agreed, until: 2027-01-31 }
    - { code: parameter-removed, operation: GET /elsewhere, reason: agreed, until: 2027-01-31 }
    - { code: parameter-removed, api: b, reason: agreed, until: 2027-01-31 }
    - { code: parameter-removed, operation: GET /a, reason: agreed, until: 2027-01-31 }
    - { code: parameter-removed, api: a, reason: agreed, until: 2027-01-31 }
`,
    });
    const { report } = await diffed(folder, 'before.yaml', 'a');
    const unused = report.findings.filter(({ code }) => code === 'acceptance-unused');
    expect(unused.map(({ location }) => location.range.start.line)).toEqual([7, 8]);
  });

  it('tells of an operation that no API of the config has, where its name is near one', async () => {
    const accepting = (operation: string) =>
      `apis: { a: { spec: after.yaml }, b: { spec: other.yaml } }
diff: { accept: [{ code: parameter-removed, operation: ${operation}, reason: agreed, until: 2027-01-31 }] }
`;
    const unused = async (operation: string, other = '/elsewhere') => {
      const folder = await folderOf({
        ...versions,
        'other.yaml': spec([other]),
        'apicheck.yaml': accepting(operation),
      });
      const { report } = await diffed(folder, 'before.yaml', 'a');
      return report.findings.filter(({ code }) => code === 'acceptance-unused').map(({ message }) => message);
    };
    expect(await unused('GET /aa')).toEqual([
      'this accepts no change: there is no "parameter-removed" in GET /aa (did you mean "GET /a"?)',
    ]);
    expect(await unused('GET /aa', '/aa')).toEqual([]);
    expect(await unused('GET /elsewhere')).toEqual([]);
  });
});

describe('what somebody lives with', () => {
  const versions = {
    'before.yaml': spec(['/a', '/b']).replace(
      '  /b:',
      '  # apicheck-ignore operation-removed until 2027-01-31 -- nobody calls it\n  /b:',
    ),
    'after.yaml': spec(['/a']),
    'schemas.yaml': thing(1),
  };

  it('breaks nobody: comments', async () => {
    const folder = await folderOf(versions);
    const { diff, report } = await diffed(folder, 'before.yaml', 'after.yaml');
    expect(diff).toMatchObject({
      breaking: false,
      semver: 'minor',
      changes: [
        {
          code: 'operation-removed',
          breaking: false,
          accepted: { by: 'comment', reason: 'nobody calls it', until: '2027-01-31' },
        },
      ],
    });
    expect(report.summary).toMatchObject({ error: 0, suppressed: 1 });
  });

  it('breaks nobody: the baseline, whatever version it leaves', async () => {
    const folder = await folderOf({ ...versions, 'before.yaml': spec(['/a', '/b']) });
    const args = ['before.yaml', 'after.yaml', '--check-version', '--baseline', 'known.json'];
    const low = await runCli(['diff', ...args.slice(0, 3)], folder);
    expect(low.out).toContain('calls for 2.0.0 or');
    await runCli(['diff', ...args.slice(0, 2), '--baseline', 'known.json', '--update-baseline'], folder);
    expect(await readFile(join(folder, 'known.json'), 'utf8')).toContain('operation-removed');
    const { diff, report } = await diffed(folder, ...args);
    expect(diff).toMatchObject({ breaking: false, changes: [{ accepted: { by: 'baseline' } }] });
    // What is left adds, and 1.0.0 is no more than 1.0.0.
    expect(report.findings.map(({ message }) => message)).toEqual([
      'version 1.0.0 says too little: what changed since 1.0.0 calls for 1.1.0 or higher',
    ]);
  });
});

describe('a property that is added to a schema of a thousand operations', () => {
  it('is one entry, which says in how many', async () => {
    const content = `content: { application/json: { schema: { $ref: '#/components/schemas/T' } } }`;
    const paths = Array.from(
      { length: 1_000 },
      (_, index) => `  /r${index}: { get: { responses: { '200': { description: One., ${content} } } } }\n`,
    ).join('');
    const version = (properties: string) => `openapi: 3.0.3
info: { title: T, version: '1' }
paths:
${paths}components: { schemas: { T: { type: object, properties: { ${properties} } } } }
`;
    const folder = await folderOf({
      'before.yaml': version('a: { type: string }'),
      'after.yaml': version('a: { type: string }, b: { type: integer }'),
    });
    const { diff } = await diffed(folder, 'before.yaml', 'after.yaml');
    expect(diff.changes.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'property-added: property "b" was added (response 200 application/json), and in 999 more operations',
    ]);
    expect(diff.pairs).toMatchObject({ compared: 1_000, equivalent: 1_000, unproven: 0 });
  });
});

describe('paths', () => {
  const folderWith = (before: readonly string[], after: readonly string[]) =>
    folderOf({ 'before.yaml': spec(before), 'after.yaml': spec(after), 'schemas.yaml': thing(1) });
  const pair = ['before.yaml', 'after.yaml'];

  it('are compared without the prefixes that they began with', async () => {
    const folder = await folderWith(['/v1/a', '/v1/b', '/v1', '/v10/c'], ['/v2/a', '/v2/b', '/v2', '/v10/c']);
    expect((await diffed(folder, ...pair)).codes).toHaveLength(3);
    const { diff } = await diffed(
      folder,
      ...pair,
      '--strip-prefix-before',
      '/v1',
      '--strip-prefix-after',
      '/v2/',
    );
    expect(diff.changes).toEqual([]);
  });

  it('may be some of them', async () => {
    const folder = await folderWith(['/books/a', '/films/b'], ['/other']);
    const { diff, report } = await diffed(folder, ...pair, '--match-path', '^/books/');
    expect(report.findings.map(({ message }) => message)).toEqual(['GET /books/a was removed']);
    expect(diff.operations.added).toEqual([]);
  });

  it.each([
    [['--match-path', '^/nothing'], 'no path of either version matches'],
    [['--match-path', '('], '--match-path (: '],
    [['--strip-prefix-after', '/v3'], 'no path of after.yaml begins with /v3'],
  ])('are there: %j', async (args, said) => {
    const folder = await folderWith(['/v1/a'], ['/v2/a']);
    const { code, err } = await runCli(['diff', ...pair, ...args], folder);
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});

describe('recorded exchanges', () => {
  const recording = (path: string) => `apicheck: 1
exchanges:
  - name: a thing
    request: { method: GET, path: ${path}, headers: { authorization: Bearer s3cr3t } }
    response: { status: 200, headers: { content-type: application/json }, body: { size: 7 } }
`;
  const versions = (most: number, path = '/a') => ({
    'before.yaml': spec(['/a']),
    'after.yaml': spec([path], 'new.yaml'),
    'schemas.yaml': thing(10),
    'new.yaml': thing(most),
  });
  const args = ['before.yaml', 'after.yaml', '--recordings', 'rec/*.yaml'];

  it('are found at their lines, and hide what is secret', async () => {
    const folder = await folderOf({ ...versions(5), 'rec/a.yaml': recording('/a') });
    const { report } = await diffed(folder, ...args);
    expect(report.findings.filter(({ code }) => code.startsWith('recorded'))).toMatchObject([
      {
        code: 'recorded-response-unpromised',
        location: { uri: 'rec/a.yaml', range: { start: { line: 5 } } },
        related: [{ location: { uri: 'new.yaml' } }],
      },
    ]);
    const { out } = await runCli(['diff', ...args], folder);
    expect(out).toContain('the answer 200 to GET /a is no longer promised');
    expect(out).not.toContain('s3cr3t');
  });

  it('are told of once, however many show the same and however they are read', async () => {
    const line = (size: number) =>
      JSON.stringify({
        request: { method: 'GET', path: '/a' },
        response: { status: 200, headers: { 'content-type': 'application/json' }, body: { size } },
      });
    const lines = Array.from({ length: 900 }, (_, index) => line(index < 300 ? 1 : 7));
    const folder = await folderOf({ ...versions(5), 'rec/traffic.ndjson': `${lines.join('\n')}\n` });
    const { report } = await diffed(folder, 'before.yaml', 'after.yaml', '--recordings', 'rec/*.ndjson');
    const told = report.findings.filter(({ code }) => code.startsWith('recorded'));
    expect(told).toMatchObject([{ location: { range: { start: { line: 301 } } } }]);
    expect(told[0]?.message).toMatch(/, in 600 exchanges$/);
  });

  it('may lack the credentials that both versions ask for', async () => {
    const secured = (text: string) =>
      `${text}security: [{ key: [] }]
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
`;
    const files = versions(5);
    const both = await folderOf({
      ...files,
      'before.yaml': secured(files['before.yaml']),
      'after.yaml': secured(files['after.yaml']),
      'rec/a.yaml': recording('/a'),
    });
    expect((await diffed(both, ...args)).codes.filter((code) => code.startsWith('recorded'))).toEqual([
      'recorded-response-unpromised',
    ]);
    const fresh = await folderOf({
      ...files,
      'after.yaml': secured(files['after.yaml']),
      'rec/a.yaml': recording('/a'),
    });
    expect((await diffed(fresh, ...args)).codes).toContain('recorded-request-refused');
  });

  it('are nothing where both versions agree on them', async () => {
    const folder = await folderOf({ ...versions(9), 'rec/a.yaml': recording('/a') });
    expect((await diffed(folder, ...args)).codes).toEqual([]);
  });

  it('are judged under the prefix that they were recorded with', async () => {
    const folder = await folderOf({
      ...versions(10, '/v2/a'),
      'before.yaml': spec(['/v1/a']),
      'rec/a.yaml': recording('/v1/a'),
    });
    const strip = ['--strip-prefix-before', '/v1', '--strip-prefix-after', '/v2'];
    expect((await diffed(folder, ...args, ...strip)).codes).toEqual([]);
  });

  it('are counted where they are of another API, and there at all', async () => {
    const folder = await folderOf({ ...versions(10), 'rec/a.yaml': recording('/elsewhere') });
    const { codes, err } = await diffed(folder, ...args);
    expect(codes).toEqual([]);
    expect(err).toBe(
      'apicheck: nothing is said of 1 of 1 recorded exchanges, which fit no operation of before.yaml\n',
    );
    const { code } = await runCli(['diff', ...args.slice(0, 3), 'none/*.yaml'], folder);
    expect(code).toBe(2);
  });
});

describe('the help', () => {
  it('fits on 80 columns, with examples', async () => {
    const { out } = await runCli(['diff', '--help'], tmpdir());
    expect(out).toContain('$ apicheck diff salina --base v1.4.0');
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
