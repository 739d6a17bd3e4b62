import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../cli/folder.ts';
import { runCli, type CliRun } from '../run-cli.ts';

const head = 'openapi: 3.1.0\ninfo: { title: A, version: "1" }\n';
const api = (schema: string): string => `${head}paths:
  /a:
    get:
      responses:
        '200': { description: A, content: { application/json: { schema: ${schema} } } }
    post:
      requestBody: { content: { application/json: { schema: ${schema} } } }
      responses: { '204': { description: A } }
`;
const recording = (request: string, response: string): string =>
  `apicheck: 1\nexchanges:\n  - name: one\n    request: ${request}\n    response: ${response}\n`;
const answered = (body: string): string =>
  recording(
    '{ method: GET, path: /a }',
    `{ status: 200, headers: { content-type: application/json }, body: ${body} }`,
  );

/** A value of so many lines that unfolds to two to the power of them. */
function bomb(levels: number): string {
  let text = '&b0 [1, 1]';
  for (let level = 1; level <= levels; level++) text = `&b${level} [${text}, *b${level - 1}]`;
  return text;
}

async function run(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<CliRun & { readonly found: readonly string[] }> {
  const folder = await folderOf(files);
  const { out } = await runCli([...args, '-f', 'json'], folder);
  const findings = out === '' ? [] : (JSON.parse(out) as Report).findings;
  const found = findings.map(({ code, message, location: { range } }) => {
    return `${range.start.line}:${range.start.column} ${code} ${message.replace(/k{20,}/g, 'k…k')}`;
  });
  return { ...(await runCli(args, folder)), found };
}

interface Report {
  readonly findings: readonly {
    readonly code: string;
    readonly message: string;
    readonly location: {
      readonly range: { readonly start: { readonly line: number; readonly column: number } };
    };
  }[];
}

describe('a name of a million characters', () => {
  const name = 'k'.repeat(1_000_000);

  it('is shortened where it is told of, in each command', async () => {
    const text = `{"openapi":"3.1.0","info":{"title":"A","version":"1","${name}":1},"paths":{"/${name}":{"get":{"responses":{"200":{"description":"A"}}}}},"${name}":1,"${name}":2}`;
    const lint = await run({ 'a.json': text }, 'lint', 'a.json');
    expect(lint.found).toEqual([
      expect.stringMatching(
        /^1:3000129 document-duplicate-key the key "k…k…\(\d+ more\)…k…k" is given twice$/,
      ),
    ]);
    expect(lint.out.length).toBeLessThan(5_000);
    const diff = await run({ 'a.json': text, 'b.yaml': `${head}paths: {}\n` }, 'diff', 'a.json', 'b.yaml');
    expect(diff.out.length).toBeLessThan(5_000);
    const probe = await run(
      { 'a.yaml': api('{ additionalProperties: false }'), 'r.yaml': answered(`{ ? ${name} : 1 }`) },
      ...['probe', 'r.yaml', '--spec', 'a.yaml'],
    );
    expect(probe.found[0]).toMatch(/^5:75 response-body-invalid .* property k…k…\(\d+ more\)…k…k$/);
    expect(probe.out.length).toBeLessThan(5_000);
  });

  it('is shortened in a config', async () => {
    const { code, err } = await run(
      { 'a.yaml': head, 'c.json': `{"${name}":1}` },
      'lint',
      'a.yaml',
      '-c',
      'c.json',
    );
    expect(code).toBe(2);
    expect(err).toMatch(
      /^apicheck: the config has a mistake\nc\.json:1:2 unknown name "k+…\(\d+ more\)…k+"?\n$/,
    );
    expect(err.length).toBeLessThan(1_200);
  });
});

describe('values that aliases unfold without end', () => {
  const files = { 'a.yaml': api('{ type: [array, object] }') };

  it.each([
    ['the body of a response', answered(bomb(40)), '5:75'],
    [
      'the body of a request',
      recording(`{ method: POST, path: /a, body: ${bomb(40)} }`, '{ status: 204 }'),
      '4:40',
    ],
    ['a variable', `variables: { v: ${bomb(40)} }\n${answered('1')}`, '1:14'],
  ])('are told of as %s, and read as null', async (_, text, at) => {
    const { code, found } = await run({ ...files, 'r.yaml': text }, 'probe', 'r.yaml', '--spec', 'a.yaml');
    expect(code).toBe(1);
    expect(found).toContain(
      `${at} recording-invalid its aliases make more than 2,000,000 values of this, which is read as null`,
    );
  });

  it('are told of in a step of a workflow', async () => {
    const text = `arazzo: 1.0.1
info: { title: A, version: "1" }
sourceDescriptions: [{ name: a, url: a.yaml, type: openapi }]
workflows:
  - workflowId: w
    steps:
      - stepId: s
        operationPath: '{$sourceDescriptions.a.url}#/paths/~1a/post'
        requestBody: { payload: ${bomb(40)} }
`;
    const { code, found } = await run({ ...files, 'w.yaml': text }, 'probe', 'w.yaml', '--spec', 'a.yaml');
    expect(code).toBe(1);
    expect(found.join('\n')).toContain(
      'recording-invalid its aliases make more than 2,000,000 values of this',
    );
  });

  it('are bundled no further than the limit, linted, and compared as far as they can be', async () => {
    const before = api(`{ type: array, default: ${bomb(40)} }`);
    const after = api(`{ type: array, default: ${bomb(39)}, enum: *b38 }`);
    const both = { 'a.yaml': before, 'b.yaml': after };
    const folder = await folderOf(both);
    expect(await runCli(['bundle', 'a.yaml'], folder)).toEqual({
      code: 2,
      out: '',
      err: 'apicheck: a.yaml unfolds to more than 5000000 values; --limit values=N allows more\n',
    });
    const lint = await run(
      { 'a.yaml': api(`{ type: array, maxItems: 1, example: ${bomb(40)} }`) },
      'lint',
      'a.yaml',
    );
    expect(lint.found.filter((each) => each.includes('example-invalid'))).not.toEqual([]);
    const diff = await run(both, 'diff', 'b.yaml', 'a.yaml');
    expect(diff.out).toContain('not proven: a constraint cannot be reasoned about');
  });
});

describe('a recording nested too deeply', () => {
  it.each([
    ['r.yaml', answered('['.repeat(1_500) + ']'.repeat(1_500)), 5],
    [
      'r.json',
      `{"consumer":{"name":"c"},"provider":{"name":"p"},"interactions":${'['.repeat(1_500)}${']'.repeat(1_500)}}`,
      1,
    ],
  ])('says so in one line: %s', async (name, text, line) => {
    const { code, err } = await run(
      { 'a.yaml': api('true'), [name]: text },
      'probe',
      name,
      '--spec',
      'a.yaml',
    );
    expect(code).toBe(2);
    expect(err).toBe(`apicheck: ${name}: more than 1000 collections inside one another (line ${line})\n`);
  });
});

describe('what is printed of a description', () => {
  const marked = `${head}paths: {}\nx-a: "a\\u202eb\\u001bc"\n`;

  it('is visible in a bundle on a terminal, and byte for byte in a file', async () => {
    const folder = await folderOf({ 'a.yaml': marked });
    const shown = await runCli(['bundle', 'a.yaml'], folder, { outTerminal: true });
    expect(shown.out).toContain('a\\u202eb');
    expect(shown.out).not.toContain('\u202e');
    expect((await runCli(['bundle', 'a.yaml'], folder)).out).toContain('\u202e');
    await runCli(['bundle', 'a.yaml', '-o', 'b.yaml'], folder);
    expect(await readFile(join(folder, 'b.yaml'), 'utf8')).toContain('\u202e');
  });
});

describe('files of a run', () => {
  it('that extend each other in a circle are told by one name each', async () => {
    const files = { 'a.yaml': head, 'c.yaml': 'extends: ./d.yaml\n', 'd.yaml': 'extends: ./c.yaml\n' };
    const { code, err } = await run(files, 'lint', 'a.yaml', '-c', 'c.yaml');
    expect([code, err]).toEqual([2, 'apicheck: c.yaml extends itself: c.yaml -> d.yaml -> c.yaml\n']);
  });

  it('with thousands of mistakes tell fifty of a config', async () => {
    const names = Array.from({ length: 2_000 }, (_, index) => `n${index}: 1\n`).join('');
    const { err } = await run({ 'a.yaml': head, 'c.yaml': names }, 'lint', 'a.yaml', '-c', 'c.yaml');
    expect(err.split('\n')).toHaveLength(53);
    expect(err).toMatch(/… and 1950 more\n$/);
  });

  it('may be baselines that begin with a byte order mark', async () => {
    const baseline = '\ufeff{ "baselineVersion": 1, "specs": [], "findings": [] }\n';
    const { code, err } = await run(
      { 'a.yaml': `${head}paths: {}\n`, 'b.json': baseline },
      ...['lint', 'a.yaml', '--baseline', 'b.json'],
    );
    expect([code, err]).toEqual([0, '']);
  });
});

it('thousands of unknown properties of one body are told by a few of them', async () => {
  const body = JSON.stringify(
    Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`p${index}`, 1])),
  );
  const { code, found } = await run(
    { 'a.yaml': api('{ additionalProperties: false }'), 'r.yaml': answered(body) },
    ...['probe', 'r.yaml', '--spec', 'a.yaml'],
  );
  expect(code).toBe(1);
  expect(found.length).toBeLessThan(200);
});

it('a request with twenty thousand parameters that nobody knows is judged', async () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `a${index}`);
  const query = `{ ${names.map((name) => `${name}: x`).join(', ')} }`;
  const files = {
    'a.yaml': api('{ type: string }'),
    'r.yaml': recording(`{ method: GET, path: /a, query: ${query} }`, '{ status: 200 }'),
  };
  const { found } = await run(files, 'probe', 'r.yaml', '--spec', 'a.yaml');
  expect(found).toContainEqual(
    expect.stringMatching(/parameter-undeclared GET \/a has no query parameter a0$/),
  );
  // So many findings are told of, and then that there are more.
  expect(found.length).toBeGreaterThan(5_000);
});
