import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const bin = join(root, 'bin/apicheck.js');

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command as a user does; `closeAfter` closes its standard output after that many bytes. */
function run(
  args: readonly string[],
  options: { stdin?: string; cwd?: string; closeAfter?: number } = {},
): Promise<Run> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: options.cwd ?? root });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (options.closeAfter !== undefined && out.length >= options.closeAfter) child.stdout.destroy();
    });
    child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()));
    child.on('error', fail);
    child.on('close', (code) => done({ code, out, err }));
    child.stdin.end(options.stdin ?? '');
  });
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apicheck-process-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the built command', () => {
  it('prints the version of the package', async () => {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    for (const option of ['--version', '-V', '-v'])
      expect(await run([option])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  it('prints help within 80 columns, for itself and every command', async () => {
    for (const args of [
      ['--help'],
      ...['lint', 'diff', 'probe', 'bundle', 'explain', 'lsp'].map((name) => [name, '--help']),
    ]) {
      const { code, out } = await run(args);
      expect(code).toBe(0);
      expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
  });

  it('lints standard input, and places findings in it', async () => {
    const spec = 'openapi: 3.0.3\ninfo: { title: A }\npaths: {}\n';
    const { code, out } = await run(['lint', '-', '--format', 'json'], { stdin: spec });
    const report = JSON.parse(out) as {
      findings: { code: string; location: { uri: string; range: { start: { line: number } } } }[];
    };
    expect(code).toBe(1);
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]).toMatchObject({
      code: 'field-missing',
      location: { uri: '-', range: { start: { line: 2 } } },
    });
  });

  it('watches until it is interrupted', async () => {
    const child = spawn(process.execPath, [bin, 'lint', 'contracts/salina.yaml', '--watch'], { cwd: root });
    const watching = new Promise<void>((done) => {
      child.stderr.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('watching')) done();
      });
    });
    const ended = new Promise<number | null>((done) => child.on('close', done));
    await watching;
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  it('writes a report to a file beside the text on standard output', async () => {
    const file = join(folder, 'report.json');
    const { code, out } = await run(['lint', 'contracts/salina.yaml', '-f', 'text', '-f', `json=${file}`]);
    expect(code).toBe(0);
    expect(out).toContain('no findings');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ reportVersion: 1, command: 'lint' });
  });

  it('says so in one line when a report cannot be written', async () => {
    const { code, err } = await run(['lint', 'contracts/salina.yaml', '-f', 'json=/nonexistent/report.json']);
    expect(code).toBe(2);
    expect(err).toMatch(/^apicheck: \/nonexistent\/report\.json could not be written: .+\n$/);
  });

  it('says where the time went, on standard error', async () => {
    const { out, err } = await run(['lint', 'contracts/salina.yaml', '--timing', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({ command: 'lint' });
    const phases = err.split('\n').filter((line) => /^ +\d+\.\d ms {2}[a-z, ]+$/.test(line));
    expect(phases).toHaveLength(4);
    // Each rule below what it is part of, the dearest first.
    const rules = err.split('\n').flatMap((line) => /^ +(\d+\.\d) ms {4}[a-z0-9-]+$/.exec(line)?.[1] ?? []);
    expect(rules.length).toBeGreaterThan(20);
    expect(rules.map(Number)).toEqual(rules.map(Number).sort((a, b) => b - a));
  });

  it('takes a closed pipe for no mistake', async () => {
    const spec = {
      openapi: '3.0.3',
      info: { title: 'A', version: '1' },
      paths: {} as Record<string, unknown>,
    };
    for (let index = 0; index < 3_000; index += 1) spec.paths[`/p${index}`] = { get: { wrong: true } };
    const file = join(folder, 'many.json');
    await writeFile(file, JSON.stringify(spec));
    const { err } = await run(['lint', file, '-f', 'json'], { closeAfter: 1 });
    expect(err).toBe('');
  });
});
