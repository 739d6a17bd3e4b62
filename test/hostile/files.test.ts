import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apicheck-hostile-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const head = 'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: {}\n';

/** Lints a text under a name; gives the exit code, what was printed, and each finding as `line code`. */
async function lint(name: string, text: string) {
  await writeFile(join(folder, name), text);
  const { code, out, err } = await runCli(['lint', name, '-f', 'json'], folder);
  const findings = out === '' ? [] : (JSON.parse(out) as Report).findings;
  return { code, err, findings: findings.map((one) => `${one.location.range.start.line} ${one.code}`) };
}

function numbered(count: number, make: (index: number) => unknown): Record<string, unknown> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`A${index}`, make(index)]));
}

function described(schemas: Readonly<Record<string, unknown>>, paths = {}): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'A', version: '1' },
    paths,
    components: { schemas },
  });
}

interface Report {
  readonly findings: readonly { code: string; location: { range: { start: { line: number } } } }[];
}

describe('hostile text', () => {
  it('made of aliases is answered, however many values it stands for', async () => {
    const levels = Array.from({ length: 60 }, (_, index) => {
      const below = index === 0 ? '{ type: string }' : `*s${index - 1}`;
      return `    S${index}: &s${index} { type: object, properties: { a: ${below}, b: ${below} }, example: { a: 1 } }\n`;
    });
    const { code, findings } = await lint(
      'schemas.yaml',
      `${head}components:\n  schemas:\n${levels.join('')}`,
    );
    expect(code).toBe(0);
    expect(findings.filter((finding) => finding.endsWith('example-invalid'))).toHaveLength(60);
  });

  it('nested without end is refused in one line', async () => {
    const { code, err } = await lint('deep.json', `{"openapi":"3.1.0","x":${'['.repeat(100_000)}`);
    expect(code).toBe(2);
    expect(err).toMatch(/^apicheck: deep\.json: .+\n$/);
  });

  it('nested three thousand deep is refused in one line', async () => {
    const lines = Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth)}a:\n`);
    const { code, err } = await lint('deep.yaml', `${head}x-deep:\n ${lines.join(' ')}`);
    expect(code).toBe(2);
    expect(err).toMatch(/^apicheck: deep\.yaml: more than 1000 .+\n$/);
  });

  it('nested nearly as deep as may be is no recording, and said not to be in one line', async () => {
    const lines = Array.from({ length: 990 }, (_, depth) => `${' '.repeat(depth)}a:\n`);
    await writeFile(join(folder, 'spec.yaml'), head);
    await writeFile(join(folder, 'recording.yaml'), lines.join(''));
    const { code, err } = await runCli(['probe', 'recording.yaml', '--spec', 'spec.yaml'], folder);
    expect(code).toBe(2);
    expect(err).toBe('apicheck: recording.yaml is not a recording in a format that can be read\n');
  });

  it('with anything as its version is refused in few words', async () => {
    const version = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`a${index}`, index]));
    const { code, err } = await lint('version.json', JSON.stringify({ openapi: version }));
    expect(code).toBe(2);
    expect(err).toBe('apicheck: version.json: "openapi" is an object; 3.0, 3.1 and 3.2 are supported\n');
    expect((await lint('text.json', `{"openapi":"${'9'.repeat(500)}"}`)).err.length).toBeLessThan(200);
  });

  it('of one long line is read as any other', async () => {
    const description = 'x'.repeat(10_000_000);
    const text = JSON.stringify({ openapi: '3.1.0', info: { title: 'A', version: '1', description } });
    const { findings } = await lint('line.json', text);
    expect(findings).toEqual(['1 field-missing']);
  });

  // What looks at all the others for each of them takes minutes.
  it('of one enum value over and over is answered', async () => {
    const { findings } = await lint('enum.json', described({ A: { enum: Array<number>(20_000).fill(1) } }));
    expect(findings).toHaveLength(19_999);
  });

  it('with thousands of ignores on one line is answered', async () => {
    const each = { enum: [1, 1], 'x-apicheck-ignore': ['schema-enum-duplicate'] };
    const { findings } = await lint('ignored.json', described(numbered(8_000, () => each)));
    expect(findings).toEqual([]);
  });

  it('with thousands of references that lead nowhere is answered', async () => {
    const lost = numbered(8_000, (index) => ({ $ref: `#/components/schemas/B${index}` }));
    expect((await lint('lost.json', described(lost))).findings).toHaveLength(8_000);
  });

  it('with definitions in a chain of thousands is answered', async () => {
    const chain = numbered(2_000, (index) => ({
      type: 'object',
      required: ['a'],
      properties: { a: { $ref: `#/components/schemas/A${(index + 1) % 2_000}` } },
      example: { a: { a: 1 } },
    }));
    const uses = { content: { 'application/json': { schema: { $ref: '#/components/schemas/A0' } } } };
    const get = { responses: { 200: { description: 'A', ...uses } } };
    const { findings } = await lint('chain.json', described(chain, { '/a': { get } }));
    expect(findings.filter((finding) => finding.endsWith('example-invalid'))).toHaveLength(2_000);
  });

  it('with more ignores than are read is told of', async () => {
    const comment = '    # apicheck-ignore schema-enum-duplicate -- why not\n';
    const schemas = `${comment.repeat(100_003)}    A: { enum: [1, 1] }\n`;
    const { findings } = await lint('ignores.yaml', `${head}components:\n  schemas:\n${schemas}`);
    expect(findings).toEqual(['100006 ignore-malformed']);
  });

  it('with the names of prototypes is read as any other', async () => {
    const text = `${head}components:
  schemas:
    __proto__: { type: object, required: [toString], properties: { __proto__: { type: string } }, example: {} }
    constructor: { $ref: '#/components/schemas/__proto__' }
`;
    const { findings } = await lint('prototype.yaml', text);
    expect(findings).toContain('6 example-invalid');
    expect(Object.hasOwn(Object.prototype, 'type')).toBe(false);
  });

  it('cannot write to the terminal', async () => {
    await writeFile(
      join(folder, 'controls.yaml'),
      'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths:\n  "/\\u001b[31m\\u202e{x}":\n    get: { responses: { "200": { description: A } } }\n',
    );
    const { out } = await runCli(['lint', 'controls.yaml'], folder);
    expect(out).toContain('\\u001b[31m\\u202e');
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('cannot write to the terminal by way of a config, either', async () => {
    await writeFile(join(folder, 'hostile.config.yaml'), '"\\u001b[31m\\u202e": 1\n');
    const { code, err } = await runCli(['lint', '-', '-c', 'hostile.config.yaml'], folder, { stdin: head });
    expect(code).toBe(2);
    expect(err).toBe(
      'apicheck: the config has a mistake\nhostile.config.yaml:1:1 unknown name "\\u001b[31m\\u202e"\n',
    );
  });

  it.each(['utf-16le', 'utf-16be'])('in %s on standard input is read as in a file', async (charset) => {
    const wide = Buffer.from(`\ufeff${head}paths: {}\n`, 'utf16le');
    const stdin = charset === 'utf-16le' ? wide : wide.swap16();
    const { code, out } = await runCli(['lint', '-', '--no-color'], folder, { stdin });
    expect(code).toBe(1);
    expect(out).toContain('4:1  error  document-duplicate-key');
  });

  it('that is not text is refused on standard input with its place', async () => {
    const { code, err } = await runCli(['lint', '-'], folder, { stdin: `${head}\0` });
    expect([code, err]).toEqual([
      2,
      'apicheck: -: standard input is not text: it has a NUL character on line 4\n',
    ]);
  });
});
