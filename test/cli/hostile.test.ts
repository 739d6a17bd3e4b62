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
});
