import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.ts';
import { parseXml } from './xml.ts';

const before = `openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a/{id}:
    get:
      operationId: getA
      responses: { '200': { description: ok } }
  /b:
    get: { responses: { '200': { description: ok } } }
`;
const after = before.slice(0, before.indexOf('  /b:'));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apicheck-formats-'));
  await mkdir(join(folder, '.git'));
  await mkdir(join(folder, 'api'));
  await writeFile(join(folder, 'api', 'before.yaml'), before);
  await writeFile(join(folder, 'api', 'after.yaml'), after);
});
afterAll(() => rm(folder, { recursive: true }));

describe('--format', () => {
  it('writes several formats in one run', async () => {
    const names = ['json', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'html', 'text'];
    const run = await runCli(
      ['lint', 'before.yaml', ...names.flatMap((name) => ['--format', `${name}=out.${name}`])],
      join(folder, 'api'),
    );
    expect([run.code, run.out, run.err]).toEqual([1, '', '']);
    const read = (name: string) => readFile(join(folder, 'api', `out.${name}`), 'utf8');
    const { findings } = JSON.parse(await read('json')) as { findings: readonly object[] };
    expect(findings.length).toBeGreaterThan(0);
    const sarif = await read('sarif');
    expect(sarif).toContain('"uri": "api/before.yaml"');
    expect(sarif).toContain('"shortDescription"');
    expect(parseXml(await read('junit')).attributes.get('tests')).toBe(String(findings.length));
    expect(await read('github')).toContain('::error file=api/before.yaml,line=');
    expect(JSON.parse(await read('gitlab'))).toHaveLength(findings.length);
    expect(await read('markdown')).toContain('path-parameter-undeclared');
    expect(await read('html')).toContain('Content-Security-Policy');
    expect(await read('text')).toContain('path-parameter-undeclared');
  });

  it("adds to the job's summary on GitHub, and goes on where it can't", async () => {
    const summary = join(folder, 'summary.md');
    await writeFile(summary, 'before\n');
    const env = { GITHUB_STEP_SUMMARY: summary };
    const run = await runCli(['lint', 'before.yaml', '--format', 'github'], join(folder, 'api'), { env });
    expect(run.out).toMatch(/^::error /);
    expect(await readFile(summary, 'utf8')).toMatch(/^before\n## ❌ apicheck lint: /);

    const nowhere = { GITHUB_STEP_SUMMARY: join(folder, 'no', 'summary.md') };
    const other = await runCli(['lint', 'before.yaml', '--format', 'github'], join(folder, 'api'), {
      env: nowhere,
    });
    expect(other.code).toBe(run.code);
    expect(other.err).toMatch(/^apicheck: the job's summary could not be written: there is no such file\n$/);
  });

  it('has changelog for diff alone', async () => {
    const run = await runCli(
      ['diff', 'before.yaml', 'after.yaml', '--format', 'changelog'],
      join(folder, 'api'),
    );
    expect(run.out).toContain('## Breaking changes (1)\n\n### `GET /b`');
    const lint = await runCli(['lint', 'before.yaml', '--format', 'changelog'], join(folder, 'api'));
    expect(lint.code).toBe(2);
    expect(lint.err).toContain(
      '"changelog" is not one of text, json, sarif, junit, github, gitlab, markdown, html.',
    );
  });

  it('fails in JUnit what fails the run', async () => {
    const failures = async (...options: readonly string[]) => {
      const args = [
        'lint',
        'before.yaml',
        '--rule',
        'path-parameter-undeclared=warning',
        '--format',
        'junit',
      ];
      const run = await runCli([...args, ...options], join(folder, 'api'));
      return [run.code, Number(parseXml(run.out).attributes.get('failures'))];
    };
    const [code, lenient] = await failures();
    const [strict, all] = await failures('--fail-on', 'info');
    expect([code, lenient]).toEqual([0, 0]);
    expect(strict).toBe(1);
    expect(all).toBeGreaterThan(0);
  });
});
