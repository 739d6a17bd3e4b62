import { mkdtemp, mkdir, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStore } from '../../src/document/store.ts';
import { runCli, type CliRun } from '../run-cli.ts';

const header = "openapi: 3.0.3\ninfo: { title: A, version: '1' }\n";
const failing = "{ get: { responses: { '404': { description: None } } } }\n";
const passing = "{ get: { responses: { '204': { description: None } } } }\n";

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apicheck-watch-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** A run that goes on until it is interrupted. */
function start(...args: readonly string[]) {
  const interrupt = new AbortController();
  let text = '';
  let waiting: { readonly enough: () => boolean; readonly done: () => void } | undefined;
  const run = (): Promise<CliRun> =>
    runCli(['lint', '--watch', ...args], folder, {
      interruption: interrupt.signal,
      onOutput(chunk) {
        text += chunk;
        if (waiting?.enough()) waiting.done();
      },
    });
  // What was written in the millisecond that a run begins in may be newer than the run.
  const ended = new Promise((done) => setTimeout(done, 10)).then(run);
  return {
    /** Waits until this was printed and the files are watched; gives what was printed since it was last asked. */
    async until(part: string): Promise<string> {
      const enough = () => text.includes(part) && /apicheck: watching \d+ files?\n$/.test(text);
      if (!enough()) await new Promise<void>((done) => (waiting = { enough, done }));
      waiting = undefined;
      const printed = text;
      text = '';
      return printed;
    },
    async end(): Promise<number> {
      interrupt.abort();
      return (await ended).code;
    },
  };
}

describe('--watch', () => {
  it('lints again when a description, a file that it refers to, or the config changes', async () => {
    await write({
      'api.yaml': `${header}paths: { /a: { $ref: parts/a.yaml } }\n`,
      'parts/a.yaml': failing,
      'apicheck.yaml': '',
    });
    const run = start('api.yaml');
    expect(await run.until('! lint api.yaml: 1 warning')).toContain('apicheck: watching 3 files\n');
    await write({ 'parts/a.yaml': passing });
    expect(await run.until('no findings')).toMatch(/^apicheck: parts\/a\.yaml changed\n/);
    // As editors do: written beside it, then moved over it.
    await write({ 'parts/new.yaml': failing });
    await rename(join(folder, 'parts/new.yaml'), join(folder, 'parts/a.yaml'));
    expect(await run.until('1 warning')).toMatch(/^apicheck: parts\/a\.yaml changed\n/);
    await write({ 'apicheck.yaml': 'rules: { operation-success-response: error }\n' });
    expect(await run.until('1 error')).toMatch(/^apicheck: apicheck\.yaml changed\n/);
    expect(await run.end()).toBe(0);
  });

  it('reports what is broken in between, and goes on', async () => {
    await write({ 'api.yaml': `${header}paths: { /a: ${passing.trim()} }\n`, 'apicheck.yaml': '' });
    const run = start('api.yaml');
    await run.until('no findings');
    await write({ 'api.yaml': `${header}paths: { /a: ` });
    await run.until('document-syntax');
    await write({ 'api.yaml': '' });
    await run.until('apicheck: api.yaml: ');
    await unlink(join(folder, 'api.yaml'));
    await run.until('api.yaml is not found');
    await write({ 'apicheck.yaml': 'rulez: {}\n' });
    await run.until('unknown name "rulez"');
    await write({ 'apicheck.yaml': '', 'api.yaml': `${header}paths: { /a: ${passing.trim()} }\n` });
    await run.until('no findings');
    expect(await run.end()).toBe(0);
  });

  it('waits for files that references lead to and that are not there yet', async () => {
    await write({ 'api.yaml': `${header}paths: { /a: { $ref: a.yaml } }\n` });
    const run = start('api.yaml');
    await run.until('ref-unresolved');
    await write({ 'a.yaml': passing });
    await run.until('no findings');
    expect(await run.end()).toBe(0);
  });

  it('finds files that come to be in a folder, below it, and in one that is not there yet', async () => {
    await write({
      'specs/a.yaml': `${header}paths: { /a: { $ref: ../parts/b.yaml } }\n`,
      'specs/notes.md': '',
    });
    const run = start('specs');
    await run.until('ref-unresolved');
    await write({ 'parts/b.yaml': passing });
    expect(await run.until('no findings')).toMatch(/^apicheck: parts\/b\.yaml changed\n/);
    await mkdir(join(folder, 'specs/v2/deep'), { recursive: true });
    await new Promise((done) => setTimeout(done, 200));
    await write({ 'specs/v2/deep/c.yaml': `${header}paths: { /c: ${failing.trim()} }\n` });
    expect(await run.until('1 warning')).toMatch(/^apicheck: specs\/v2\/deep\/c\.yaml changed\n/);
    await rm(join(folder, 'specs/v2'), { recursive: true });
    expect(await run.until('no findings')).toMatch(/^apicheck: specs\/v2\/deep\/c\.yaml changed\n/);
    // Moved there, it is as old as it was.
    await write({ 'old.yaml': `${header}paths: { /c: ${failing.trim()} }\n` });
    await new Promise((done) => setTimeout(done, 200));
    await rename(join(folder, 'old.yaml'), join(folder, 'specs/old.yaml'));
    await run.until('1 warning');
    expect(await run.end()).toBe(0);
  });

  it('finds files that come to match a glob of an API in the config', async () => {
    await write({
      'apicheck.yaml': 'apis: { all: { spec: "specs/*.api.yaml" } }\n',
      'specs/a.yaml': 'a: 1\n',
    });
    const run = start();
    await run.until('no file matches');
    await write({ 'specs/b.api.yaml': `${header}paths: { /a: ${failing.trim()} }\n` });
    expect(await run.until('1 warning')).toMatch(/^apicheck: specs\/b\.api\.yaml changed\n/);
    expect(await run.end()).toBe(0);
  });

  it('takes a config that comes to be, and plugins that change', async () => {
    const plugin = (severity: string) =>
      `export default { code: 'own', severity: '${severity}', summary: 'S', why: 'W', fix: 'F', messages: { m: 'm' }, ` +
      `create: (report) => ({ api: (api) => report.reporter({ code: 'own', severity: '${severity}', messages: { m: 'm' } })({ at: api.node, message: 'm', params: {} }) }) };\n`;
    await write({ 'api.yaml': `${header}paths: { /a: ${passing.trim()} }\n`, 'own.mjs': plugin('warning') });
    const run = start('api.yaml');
    await run.until('no findings');
    await write({ 'apicheck.yaml': 'plugins: own.mjs\n' });
    expect(await run.until('1 warning')).toMatch(/^apicheck: apicheck\.yaml changed\n/);
    await write({ 'own.mjs': 'export default' });
    await run.until('own.mjs could not be loaded');
    await write({ 'own.mjs': plugin('error') });
    expect(await run.until('1 error')).toMatch(/^apicheck: own\.mjs changed\n/);
    expect(await run.end()).toBe(0);
  });

  it('does not go with --update-baseline', async () => {
    const { code, err } = await runCli(
      ['lint', 'a.yaml', '--watch', '--baseline', 'b.json', '--update-baseline'],
      folder,
    );
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('--watch') });
  });
});

describe('a store', () => {
  it('reads again what it was told to forget, and nothing else', async () => {
    await write({ 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
    const store = createStore({ cwd: folder, offline: true });
    const open = async (uri: string) => {
      const opened = await store.open(uri);
      return opened.kind === 'opened' ? opened.opened[0]?.document : undefined;
    };
    const [a, b] = [await open('a.yaml'), await open('b.yaml')];
    expect(store.uris()).toEqual(['a.yaml', 'b.yaml']);
    await write({ 'a.yaml': 'a: 2\n', 'b.yaml': 'b: 2\n' });
    store.forget('a.yaml');
    expect((await open('a.yaml'))?.value).toEqual({ a: 2 });
    expect(await open('b.yaml')).toBe(b);
    expect(a?.value).toEqual({ a: 1 });
  });
});
