import { execFileSync } from 'node:child_process';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { applyEdits } from '../../src/document/edit-text.ts';
import { runCli } from '../run-cli.ts';

const spec = `openapi: 3.0.3
info: { title: Titles, version: 1.10 } # the first
paths:
  /titles:
    get:
      summery: "All" # of them
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { $ref: 'schemas.yaml#/Title' }
`;
const fixedSpec = spec.replace('1.10', "'1.10'").replace('summery', 'summary');
const schemas = 'Title: { type: string, minLength: "1" }\n';
const fixedSchemas = 'Title: { type: string, minLength: 1 }\n';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apicheck-fix-'));
  await writeFile(join(folder, 'openapi.yaml'), spec);
  await writeFile(join(folder, 'schemas.yaml'), schemas);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const read = (name: string) => readFile(join(folder, name), 'utf8');

describe('--fix', () => {
  it('mends all files of a description, says what it mended, and reports what remains', async () => {
    const { code, out, err } = await runCli(['lint', 'openapi.yaml', '--fix'], folder);
    expect([await read('openapi.yaml'), await read('schemas.yaml')]).toEqual([fixedSpec, fixedSchemas]);
    expect(err).toBe('apicheck: fixed 3 in 2 files: field-type-mismatch 2, field-unknown 1\n');
    expect(out).toMatch(/^✓ lint openapi.yaml: no findings \(\d+ ms\)\n$/);
    expect(code).toBe(0);
    expect(await runCli(['lint', 'openapi.yaml', '--fix'], folder)).toMatchObject({ code: 0, err: '' });
  });

  it("is offered for files of one's own alone", async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'one');
    expect((await runCli(['lint', 'openapi.yaml'], folder)).out).toContain('3 errors; --fix mends all');
    expect((await runCli(['lint', 'HEAD:openapi.yaml'], folder)).out).toMatch(/: 3 errors \(\d+ ms\)\n$/);
    expect((await runCli(['lint', '-'], folder, { stdin: spec })).out).not.toContain('--fix');
  });

  it('is judged by what remains', async () => {
    await writeFile(join(folder, 'openapi.yaml'), spec.replace('description: OK', 'descriptive: 1'));
    const { code, out } = await runCli(['lint', 'openapi.yaml', '--fix', '--format', 'json'], folder);
    const { findings } = JSON.parse(out) as RunReport;
    expect(findings.map((finding) => finding.code)).toEqual(['field-unknown']);
    expect(code).toBe(1);
  });

  it('keeps line breaks, the byte order mark and the end of the text', async () => {
    const text = `\uFEFF${spec.trimEnd().replaceAll('\n', '\r\n')}`;
    await writeFile(join(folder, 'openapi.yaml'), text);
    await runCli(['lint', 'openapi.yaml', '--fix'], folder);
    expect(await read('openapi.yaml')).toBe(`\uFEFF${fixedSpec.trimEnd().replaceAll('\n', '\r\n')}`);
  });

  it('leaves alone what is not UTF-8, what was installed, and broken texts', async () => {
    const wide = Buffer.from(`\uFEFF${spec}`, 'utf16le');
    await writeFile(join(folder, 'openapi.yaml'), wide);
    await mkdir(join(folder, 'node_modules/a'), { recursive: true });
    await writeFile(
      join(folder, 'node_modules/a/openapi.yaml'),
      spec.replace('schemas.yaml', '../../schemas.yaml'),
    );
    await writeFile(join(folder, 'broken.yaml'), `${spec}  x: [\n`);
    for (const name of ['openapi.yaml', 'node_modules/a/openapi.yaml', 'broken.yaml']) {
      const before = await readFile(join(folder, name));
      const { code } = await runCli(['lint', name, '--fix'], folder);
      expect(code).toBe(1);
      expect((await readFile(join(folder, name))).equals(before), name).toBe(true);
    }
    expect(await read('schemas.yaml')).toBe(fixedSchemas);
  });

  it('refuses standard input, which it cannot write to', async () => {
    const { code, err, out } = await runCli(['lint', '-', '--fix'], folder, { stdin: spec });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('--fix-dry-run');
  });
});

describe('--fix-dry-run', () => {
  it('prints what git applies, writes nothing, and is judged by what there is', async () => {
    const { code, out, err } = await runCli(['lint', 'openapi.yaml', '--fix-dry-run'], folder);
    expect([code, err]).toEqual([1, '']);
    expect([await read('openapi.yaml'), await read('schemas.yaml')]).toEqual([spec, schemas]);
    expect(out).toContain('--- a/openapi.yaml\n+++ b/openapi.yaml\n@@ -1,9 +1,9 @@\n openapi: 3.0.3\n');
    execFileSync('git', ['apply', '-'], { cwd: folder, input: out });
    expect([await read('openapi.yaml'), await read('schemas.yaml')]).toEqual([fixedSpec, fixedSchemas]);
  });

  it('applies where there are carriage returns, and no line break at the end', async () => {
    const text = '{"openapi":"3.1.0",\r\n"info":{"title":"A","version":1.0}, "paths":{}}';
    await writeFile(join(folder, 'openapi.json'), text);
    const { out } = await runCli(['lint', 'openapi.json', '--fix-dry-run'], folder);
    execFileSync('git', ['apply', '-'], { cwd: folder, input: out });
    expect(await read('openapi.json')).toBe(text.replace('1.0}', '"1.0"}'));
  });

  it('shows the changes to standard input, and nothing where there are none', async () => {
    const one = 'openapi: 3.1.0\ninfo: { title: A, version: 1.0 }\npaths: {}\n';
    const { out } = await runCli(['lint', '-', '--fix-dry-run'], folder, { stdin: one });
    expect(out).toContain("+info: { title: A, version: '1.0' }\n");
    const sound = one.replace('1.0 }', "'1.0' }");
    expect(await runCli(['lint', '-', '--fix-dry-run'], folder, { stdin: sound })).toMatchObject({
      out: '',
      code: 0,
    });
  });

  it('writes reports to the files that are named', async () => {
    const args = [
      'lint',
      'openapi.yaml',
      '--fix-dry-run',
      '--format',
      'json=report.json',
      '--format',
      'text',
    ];
    const { out } = await runCli(args, folder);
    expect(out.startsWith('--- a/')).toBe(true);
    expect((JSON.parse(await read('report.json')) as RunReport).findings).toHaveLength(3);
  });
});

it('SARIF has the fixes, by line and column', async () => {
  const { out } = await runCli(['lint', 'openapi.yaml', '--format', 'sarif'], folder);
  interface Log {
    runs: [
      {
        results: {
          fixes: { artifactChanges: { artifactLocation: { uri: string }; replacements: Replacement[] }[] }[];
        }[];
      },
    ];
  }
  interface Replacement {
    deletedRegion: { startLine: number; startColumn: number; endLine: number; endColumn: number };
    insertedContent?: { text: string };
  }
  const texts = new Map([
    ['openapi.yaml', spec],
    ['schemas.yaml', schemas],
  ]);
  for (const { artifactChanges } of (JSON.parse(out) as Log).runs[0].results.flatMap(({ fixes }) => fixes)) {
    for (const { artifactLocation, replacements } of artifactChanges) {
      const lines = (texts.get(artifactLocation.uri) ?? '').split('\n');
      const offset = (line: number, column: number) =>
        lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, column - 1);
      const edits = replacements.map(({ deletedRegion: at, insertedContent }) => ({
        start: offset(at.startLine, at.startColumn),
        end: offset(at.endLine, at.endColumn),
        text: insertedContent?.text ?? '',
      }));
      texts.set(artifactLocation.uri, applyEdits(texts.get(artifactLocation.uri) ?? '', edits));
    }
  }
  expect([...texts.values()]).toEqual([fixedSpec, fixedSchemas]);
});
