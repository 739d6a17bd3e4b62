import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  defineDiffCheck,
  defineLintRule,
  diff,
  lint,
  load,
  NotLoaded,
  probe,
  report,
  TargetUnreachable,
  type Format,
} from '../../src/index.ts';
import { folderOf } from '../cli/folder.ts';

const description = `openapi: 3.0.3
info: { title: Books, version: '1' }
paths:
  /books:
    # apicheck-ignore operation-success-response -- the answer is described later
    get:
      operationId: listBooks
      responses: { '404': { description: None } }
    post:
      operationId: listBooks
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { title: { type: string, maxLength: 5 } } }
      responses: { '201': { description: Created } }
`;
const recording = `apicheck: 1
exchanges:
  - name: all
    request: { method: GET, path: /books }
    response: { status: 200 }
`;
const har = JSON.stringify({
  log: {
    version: '1.2',
    creator: { name: 'test', version: '1' },
    entries: [
      {
        startedDateTime: '2026-11-01T00:00:00Z',
        time: 1,
        request: {
          method: 'GET',
          url: 'http://books.test/books',
          httpVersion: 'HTTP/1.1',
          headers: [],
          queryString: [],
          cookies: [],
          headersSize: -1,
          bodySize: 0,
        },
        response: {
          status: 404,
          statusText: '',
          httpVersion: 'HTTP/1.1',
          headers: [],
          cookies: [],
          content: { size: 0, mimeType: '' },
          redirectURL: '',
          headersSize: -1,
          bodySize: 0,
        },
        cache: {},
        timings: { send: 0, wait: 1, receive: 0 },
      },
    ],
  },
});

const files = () =>
  folderOf({
    'before.yaml': description,
    'after.yaml': description.replace('maxLength: 5', 'maxLength: 4'),
    'recording.yaml': recording,
    'traffic.har': har,
    'list.yaml': '- no description',
  });

describe('the programming interface', () => {
  it('lints, honours ignores, and takes severities', async () => {
    const cwd = await files();
    const books = await load('before.yaml', { cwd });
    const { result } = await lint(books);
    expect(result.findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'error operation-id-unique',
    ]);
    expect(result).toMatchObject({
      command: 'lint',
      specs: [{ uri: 'before.yaml', role: 'spec', openapi: '3.0.3' }],
      summary: { error: 1, warning: 0, suppressed: 1 },
    });
    const off = await lint(books, {
      severities: { 'operation-id-unique': 'off', 'operation-summary': 'info' },
    });
    expect(off.result.findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'info operation-summary',
      'info operation-summary',
    ]);
    expect((await lint(books, { preset: 'strict' })).result.findings.length).toBeGreaterThan(4);
  });

  it('lints with rules of one’s own, and what they are told', async () => {
    const rule = defineLintRule({
      code: 'title-long',
      severity: 'warning',
      summary: 'Keep titles short.',
      why: 'They are read.',
      fix: 'Shorten it.',
      messages: { long: '"{title}" is long' },
      create: (report, { api }) => ({
        end() {
          if (api.title !== undefined)
            report({ message: 'long', params: { title: api.title }, at: api.node });
        },
      }),
    });
    const run = await lint(await load('before.yaml', { cwd: await files() }), { customRules: [rule] });
    expect(run.result.findings.map(({ code }) => code)).toContain('title-long');
    expect(JSON.parse(await report(run, 'sarif'))).toMatchObject({
      runs: [
        {
          tool: {
            driver: {
              rules: expect.arrayContaining([expect.objectContaining({ id: 'title-long' })]) as unknown,
            },
          },
        },
      ],
    });
  });

  it('compares two versions, with the payload that shows what breaks', async () => {
    const cwd = await files();
    const [before, after] = [await load('before.yaml', { cwd }), await load('after.yaml', { cwd })];
    const { result } = diff(before, after);
    expect(result.diff).toMatchObject({ breaking: true, semver: 'major' });
    expect(result.findings).toMatchObject([
      { code: 'schema-bound-changed', evidence: { kind: 'witness', at: '/title' } },
    ]);
    const check = defineDiffCheck({
      code: 'version-same',
      severity: 'warning',
      summary: 'Count versions up.',
      why: 'They are told apart by it.',
      fix: 'Raise info.version.',
      messages: { same: 'the version is the same' },
      create: () => ({}),
    });
    expect(diff(before, before, { customChecks: [check] }).result.diff).toMatchObject({
      breaking: false,
      semver: 'none',
    });
  });

  it('judges recordings, whole and as streams, and live', async () => {
    const cwd = await files();
    const books = await load('before.yaml', { cwd });
    const offline = await probe(books, ['recording.yaml', 'traffic.har'], { cwd });
    expect(offline.result.findings.map(({ code }) => code)).toContain('status-undocumented');
    expect(offline.result.probe?.exchanges.map(({ outcome }) => outcome)).toEqual(['fail', 'pass']);
    const server = createServer((_, response) => response.writeHead(404).end());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const live = await probe(books, ['recording.yaml'], { cwd, live: { target } });
    expect(live.result.probe).toMatchObject({ mode: 'live', target });
    expect(live.result.findings.map(({ code }) => code)).toEqual(['status-unexpected']);
    const nobody = probe(books, ['recording.yaml'], { cwd, live: { target: 'http://127.0.0.1:9' } });
    await expect(nobody).rejects.toThrow(TargetUnreachable);
  });

  it('writes every format, and those of one’s own', async () => {
    const cwd = await files();
    const run = diff(await load('before.yaml', { cwd }), await load('after.yaml', { cwd }));
    const formats: Format[] = [
      'text',
      'json',
      'sarif',
      'junit',
      'github',
      'gitlab',
      'markdown',
      'html',
      'changelog',
    ];
    for (const format of formats) expect(await report(run, format, { cwd })).toContain('title');
    expect(await report(run, 'text')).not.toContain('\u001b[');
    expect(await report(run, ({ result }) => `${result.findings.length} findings`)).toBe('1 findings');
  });

  it('says what is wrong with options, where there is no compiler to do so', async () => {
    const cwd = await files();
    const books = await load('before.yaml', { cwd });
    const wrong = (options: object) => lint(books, options);
    await expect(wrong({ preset: 'all' })).rejects.toThrow(
      '"all" is no preset: there are spec, recommended, strict, owasp',
    );
    await expect(wrong({ severities: { 'operation-tags': 'fatal' } })).rejects.toThrow(
      '"fatal" is no severity for operation-tags',
    );
    await expect(report(await lint(books), 'xml' as Format)).rejects.toThrow('"xml" is no format');
    await expect((load as (source: string) => Promise<unknown>)('before.yaml')).rejects.toThrow('cwd');
  });

  it('judges texts in memory, several at once, as one by one', async () => {
    const cwd = await files();
    const versions = [5, 4, 3].map((length) => description.replace('maxLength: 5', `maxLength: ${length}`));
    const loadAll = () =>
      Promise.all(versions.map((text) => load('api.yaml', { cwd, texts: new Map([['api.yaml', text]]) })));
    const told = ({ result }: Awaited<ReturnType<typeof lint>>) =>
      result.findings.map(({ code, message }) => `${code} ${message}`);
    const loaded = await loadAll();
    const together = await Promise.all(loaded.map((each) => lint(each, { preset: 'strict' })));
    const apart: string[][] = [];
    for (const each of await loadAll()) apart.push(told(await lint(each, { preset: 'strict' })));
    expect(together.map(told)).toEqual(apart);
    expect(apart[0]?.length).toBeGreaterThan(2);
    const [newest, , oldest] = loaded;
    if (!newest || !oldest) throw new Error('not loaded');
    expect(diff(newest, oldest).result.diff?.breaking).toBe(true);
    const run = await probe(newest, ['memory.yaml'], { cwd, texts: new Map([['memory.yaml', recording]]) });
    expect(run.result.probe?.exchanges).toHaveLength(1);
  });

  it('leaves the process as it was, and lets it end', async () => {
    const built = pathToFileURL(resolve(import.meta.dirname, '../../dist/index.js')).href;
    const cwd = await files();
    const script = `
      import { createServer } from 'node:http';
      import { load, lint, diff, probe, report } from '${built}';
      const state = () => JSON.stringify([process.cwd(), process.env, process.exitCode, Object.keys(globalThis),
        process.eventNames().map((name) => [String(name), process.listenerCount(name)])]);
      const before = state();
      const books = await load('before.yaml', { cwd: ${JSON.stringify(cwd)} });
      const cwd = ${JSON.stringify(cwd)};
      for (const format of ['text', 'json', 'html', 'sarif']) await report(await lint(books), format);
      diff(books, await load('after.yaml', { cwd }));
      await probe(books, ['recording.yaml', 'traffic.har'], { cwd });
      const server = createServer((_, response) => setTimeout(() => response.writeHead(404).end(), 50));
      await new Promise((done) => server.listen(0, '127.0.0.1', done));
      const live = { target: 'http://127.0.0.1:' + server.address().port };
      await probe(books, ['recording.yaml'], { cwd, live });
      const stopped = await probe(books, ['recording.yaml'], { cwd, live, signal: AbortSignal.abort() });
      await new Promise((done) => server.close(done));
      if (state() !== before) throw new Error('changed: ' + before + ' -> ' + state());
      console.log(stopped.result.probe.exchanges.map(({ outcome }) => outcome).join());
    `;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: tmpdir(),
    });
    expect(await run).toEqual({ stdout: 'skip\n', stderr: '' });
  });

  it('says why something could not be loaded, and prints nothing', async () => {
    const cwd = await files();
    const printed = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    onTestFinished(() => printed.forEach((each) => each.mockRestore()));
    await expect(load('none.yaml', { cwd })).rejects.toThrow('none.yaml is not found');
    await expect(load('list.yaml', { cwd })).rejects.toThrow(NotLoaded);
    const books = await load('before.yaml', { cwd });
    await expect(probe(books, ['list.yaml'], { cwd })).rejects.toThrow(/list\.yaml is not a recording/);
    await lint(books);
    for (const each of printed) expect(each).not.toHaveBeenCalled();
  });
});
