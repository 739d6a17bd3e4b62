import { readFile, truncate, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { allMetas } from '../../src/cli/codes.ts';
import { limitNames, readLimit, shownLimit } from '../../src/config/limits.ts';
import { defaultLimits, type Limits } from '../../src/document/limits.ts';
import { createStore } from '../../src/document/store.ts';
import type { RunReport } from '../../src/findings/run-report.ts';
import { runCli } from '../run-cli.ts';
import { folderOf, serverOf } from './folder.ts';

const head = 'openapi: 3.1.0\ninfo: { title: A, version: "1" }\n';
const plain = `${head}paths: {}\n`;

/** A contract of one operation whose answer is a text; recordings of it are judged or sent. */
const contract = `${head}paths:
  /a:
    get:
      responses:
        '200': { description: A, content: { application/json: { schema: { type: string, pattern: '^(a+)+$' } } } }
  /hook:
    post:
      responses:
        '200': { description: A }
`;

/** Runs a command in a folder; gives the messages of its findings, or what it said of why it could not be done. */
async function told(folder: string, ...args: readonly string[]): Promise<string[]> {
  const { code, out, err } = await runCli([...args, '-f', 'json'], folder);
  if (out === '') return [`${code} ${err.trim()}`];
  return (JSON.parse(out) as RunReport).findings.map(({ code: name, message }) => `${name} ${message}`);
}

describe('a limit', () => {
  it.each([
    ['documentBytes', '20MB', 20_000_000],
    ['documentBytes', '1.5 kb', 1_500],
    ['documentBytes', '1KiB', 1_024],
    ['documentBytes', 77, 77],
    ['time', '5m', 300_000],
    ['fetchTime', '1.5s', 1_500],
    ['patternTime', 20, 20],
    ['redirects', 0, 0],
    ['documentBytes', '5m', 'must be a number of bytes such as 500000, 20MB or 1GB, and more than 0'],
    ['documentBytes', 0, 'must be a number of bytes such as 500000, 20MB or 1GB, and more than 0'],
    ['time', '-1s', 'must be a time such as 500ms, 30s or 5m, and more than 0'],
    ['values', 1.5, 'must be a whole number, and more than 0'],
    ['values', '9'.repeat(30), 'must be a whole number, and more than 0'],
    ['depth', 1_001, 'must be at most 1000: what is deeper cannot be read'],
  ] as const)('%s may be written as %s', (name, value, expected) => {
    expect(readLimit(name, value)).toBe(expected);
  });

  it('is shown as it may be written', () => {
    for (const name of limitNames) {
      const value = defaultLimits[name];
      if (Number.isFinite(value)) expect(readLimit(name, shownLimit(name, value))).toBe(value);
    }
  });

  it('is one of those that SECURITY.md lists, with its default and what tells of it', async () => {
    const listed = await readFile(resolve(import.meta.dirname, '../../.github/SECURITY.md'), 'utf8');
    const rows = [...listed.matchAll(/^\| `(\w+)` +\| (\S+) +\|[^|]+\| (.+?) +\|$/gm)];
    const codes = new Set((await allMetas()).map(({ code }) => code));
    expect(rows.map(([, name]) => name)).toEqual(limitNames);
    for (const [, name, shown = '', told = ''] of rows) {
      const value = defaultLimits[name as keyof Limits];
      expect(shown === 'none' ? Infinity : readLimit(name as keyof Limits, shown)).toBe(value);
      for (const [, code = ''] of told.matchAll(/`([a-z-]+)`/g)) expect(codes).toContain(code);
      expect(told).toMatch(/`|exit code 2|not proven|said at once/);
    }
  });

  it('that is misspelt gets the nearest name', async () => {
    const folder = await folderOf({ 'openapi.yaml': plain });
    const { code, err } = await runCli(['lint', 'openapi.yaml', '--limit', 'documentByte=1'], folder);
    expect(code).toBe(2);
    expect(err).toContain('there is no limit "documentByte"; did you mean documentBytes?');
  });

  it('of the config holds for a run, and that of the command line before it', async () => {
    const folder = await folderOf({
      'openapi.yaml': `${plain}# ${'x'.repeat(100)}\n`,
      'apicheck.yaml': 'extends: [./base.yaml]\nlimits: { documentBytes: 200B }\n',
      'base.yaml': `limits: { documentBytes: 10, values: 2 }\n`,
    });
    expect(await told(folder, 'lint', 'openapi.yaml')).toEqual([
      '2 apicheck: openapi.yaml: more than 2 values; --limit values=N allows more (line 1)',
    ]);
    expect(await told(folder, 'lint', 'openapi.yaml', '--limit', 'values=99')).toEqual([]);
    expect(
      await told(folder, 'lint', 'openapi.yaml', '--limit', 'values=99', '--limit', 'documentBytes=100'),
    ).toEqual([expect.stringMatching(/openapi.yaml has more than 100 bytes; --limit documentBytes=N/)]);
  });
});

describe('a bound of documents', () => {
  it('documentBytes', async () => {
    const folder = await folderOf({ 'openapi.yaml': plain, 'small.yaml': plain });
    await truncate(join(folder, 'openapi.yaml'), 200_000_001);
    expect(await told(folder, 'lint', 'openapi.yaml')).toEqual([
      '2 apicheck: openapi.yaml has more than 200000000 bytes; --limit documentBytes=N allows more',
    ]);
    expect(await told(folder, 'lint', 'small.yaml', '--limit', 'documentBytes=20')).toEqual([
      '2 apicheck: small.yaml has more than 20 bytes; --limit documentBytes=N allows more',
    ]);
    const { code, err } = await runCli(['lint', '-', '--limit', 'documentBytes=20'], folder, {
      stdin: plain,
    });
    expect({ code, err }).toEqual({
      code: 2,
      err: 'apicheck: standard input has more than 20 bytes; --limit documentBytes=N allows more\n',
    });
  });

  it('totalBytes', async () => {
    const large = `"${'x'.repeat(190_000_000)}"`;
    const names = Array.from({ length: 6 }, (_, index) => `${index}.json`);
    const store = createStore({
      cwd: '/',
      offline: true,
      texts: new Map(names.map((name) => [name, large])),
    });
    const opened = await Promise.all(names.map((name) => store.open(name)));
    expect(opened.map(({ kind }) => kind)).toEqual([...Array<string>(5).fill('opened'), 'failed']);
    const folder = await folderOf({ 'a.yaml': plain, 'b.yaml': plain });
    const { code, err } = await runCli(['lint', 'a.yaml', 'b.yaml', '--limit', 'totalBytes=80'], folder);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'apicheck: b.yaml is not read, as all documents together have more than 80 bytes; --limit totalBytes=N allows more\n',
    });
  });

  it('documents', async () => {
    const names = Array.from({ length: 20_001 }, (_, index) => `${index}.json`);
    const store = createStore({ cwd: '/', offline: true, texts: new Map(names.map((name) => [name, '{}'])) });
    const opened = await Promise.all(names.map((name) => store.open(name)));
    expect(opened.at(-2)).toMatchObject({ kind: 'opened' });
    expect(opened.at(-1)).toMatchObject({
      reason: expect.stringMatching(/a run reads 20000 documents at most/),
    });
    const folder = await folderOf({
      'openapi.yaml': `${head}paths: { /a: { $ref: ./a.yaml }, /b: { $ref: ./b.yaml } }\n`,
      'a.yaml': '{}\n',
      'b.yaml': '{}\n',
    });
    expect(await told(folder, 'lint', 'openapi.yaml', '--limit', 'documents=2', '--preset', 'spec')).toEqual([
      'ref-unresolved "./b.yaml" leads nowhere: b.yaml is not read, as a run reads 2 documents at most; --limit documents=N allows more',
    ]);
  });

  it('depth', async () => {
    const nested = (depth: number) => `{"openapi":"3.1.0","x-a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const folder = await folderOf({ 'deep.json': nested(1_000), 'shallow.json': nested(8) });
    expect(await told(folder, 'lint', 'deep.json')).toEqual([
      expect.stringMatching(/^2 .*more than 1000 collections inside one another \(line 1\)$/),
    ]);
    expect(await told(folder, 'lint', 'shallow.json', '--limit', 'depth=8')).toEqual([
      expect.stringMatching(/^2 .*more than 8 collections inside one another; --limit depth=N allows more/),
    ]);
    // Of a file that is referred to, that is all that is told.
    await writeFile(join(folder, 'whole.yaml'), `${head}paths: { /a: { $ref: deep.json } }\n`);
    expect(await told(folder, 'lint', 'whole.yaml', '--preset', 'spec')).toEqual([
      'document-limit more than 1000 collections inside one another',
    ]);
  });

  it('values', async () => {
    const wide = (count: number) => `{"openapi":"3.1.0","x-a":[${'1,'.repeat(count)}1]}`;
    const folder = await folderOf({ 'wide.json': wide(5_000_000), 'narrow.json': wide(8) });
    expect(await told(folder, 'lint', 'wide.json')).toEqual([
      expect.stringMatching(/^2 .*more than 5000000 values; --limit values=N allows more/),
    ]);
    expect(await told(folder, 'lint', 'narrow.json', '--limit', 'values=8')).toEqual([
      expect.stringMatching(/^2 .*more than 8 values/),
    ]);
  });

  it('redirects and fetchTime', async () => {
    const { url } = await serverOf((request, response) => {
      const left = Number(request.url?.slice(1));
      if (Number.isNaN(left)) return;
      if (left === 0) response.end(plain);
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    const folder = await folderOf({});
    expect(await told(folder, 'lint', `${url}/5`)).toEqual([]);
    expect(await told(folder, 'lint', `${url}/6`)).toEqual([
      `2 apicheck: ${url}/6 is redirected more than 5 times; --limit redirects=N allows more`,
    ]);
    expect(await told(folder, 'lint', `${url}/1`, '--limit', 'redirects=0')).toEqual([
      `2 apicheck: ${url}/1 is redirected more than 0 times; --limit redirects=N allows more`,
    ]);
    expect(await told(folder, 'lint', `${url}/silent`, '--limit', 'fetchTime=200ms')).toEqual([
      `2 apicheck: ${url}/silent gave no answer within 0.2 s; --limit fetchTime=N allows more`,
    ]);
  });

  it('fetchTime, where nobody sets it', async () => {
    const { timeout } = AbortSignal;
    const asked = vi
      .spyOn(AbortSignal, 'timeout')
      .mockImplementation((ms) => timeout.call(AbortSignal, ms / 100));
    onTestFinished(() => asked.mockRestore());
    const { url } = await serverOf(() => {});
    expect(await told(await folderOf({}), 'lint', `${url}/silent`)).toEqual([
      `2 apicheck: ${url}/silent gave no answer within 30 s; --limit fetchTime=N allows more`,
    ]);
    expect(asked).toHaveBeenCalledWith(30_000);
  });

  it('ratio', async () => {
    const bomb = gzipSync(Buffer.alloc(11_000_000, ' '));
    const { url } = await serverOf((_, response) => response.setHeader('content-encoding', 'gzip').end(bomb));
    const folder = await folderOf({});
    expect(await told(folder, 'lint', url)).toEqual([
      `2 apicheck: ${url}/ unfolds to more than 200 times its size; --limit ratio=N allows more`,
    ]);
    expect(await told(folder, 'lint', url, '--limit', 'ratio=5000')).not.toEqual([
      expect.stringMatching(/unfolds/),
    ]);
  });

  it('proofSteps', async () => {
    const version = (pattern: string) =>
      `${head}paths:\n  /a:\n    post:\n      requestBody: { content: { application/json: { schema: { allOf: [{ type: string, pattern: '${pattern}' }, { minLength: 40 }, { not: { pattern: 'xy$' } }] } } } }\n      responses: { '200': { description: A } }\n`;
    const folder = await folderOf({
      'before.yaml': version('^([ab]{2}|c)*x?y?z?$'),
      'after.yaml': version('^(c|[ab][ab])*x?y?z?$'),
    });
    const compared = async (...more: string[]) => {
      const { out } = await runCli(['diff', 'before.yaml', 'after.yaml', ...more], folder);
      return out.replace(/\s+/g, ' ');
    };
    const unproven = 'not proven: the search took too many steps; --limit proofSteps=N allows more';
    expect(await compared()).not.toContain(unproven);
    expect(await compared('--limit', 'proofSteps=1')).toContain(unproven);
  });
});

const recording = (body: string) =>
  `apicheck: 1\nspec: openapi.yaml\nexchanges:\n  - name: a\n    request: { method: GET, path: /a }\n    response: { status: 200, headers: { content-type: application/json }, ${body} }\n`;

describe('a bound of recordings', () => {
  it('exchangeBytes, of a line, where nobody sets it', async () => {
    const folder = await folderOf({ 'openapi.yaml': contract, 'a.ndjson': '{"request":{"method":"GET"}}\n' });
    // A line of nothing but zeros.
    await truncate(join(folder, 'a.ndjson'), 100_000_100);
    expect(await told(folder, 'probe', 'a.ndjson', '--spec', 'openapi.yaml')).toContainEqual(
      'recording-invalid this line has more than 100000000 characters; --limit exchangeBytes=N allows more',
    );
  });

  it('exchangeBytes, of a file with a body', async () => {
    const folder = await folderOf({
      'openapi.yaml': contract,
      'recording.yaml': recording('bodyFile: body.json'),
      'body.json': '"aaaa"',
    });
    expect(await told(folder, 'probe', 'recording.yaml', '--limit', 'exchangeBytes=5')).toContainEqual(
      'recording-invalid body.json has more than 5 bytes; --limit exchangeBytes=N allows more',
    );
    await truncate(join(folder, 'body.json'), 100_000_001);
    expect(await told(folder, 'probe', 'recording.yaml')).toContainEqual(
      'recording-invalid body.json has more than 100000000 bytes; --limit exchangeBytes=N allows more',
    );
  });

  it('exchangeBytes, of a line', async () => {
    const exchange = (body: string) =>
      JSON.stringify({
        request: { method: 'GET', path: '/a' },
        response: { status: 200, headers: { 'content-type': 'application/json' }, body },
      });
    const folder = await folderOf({ 'openapi.yaml': contract });
    await writeFile(join(folder, 'a.ndjson'), `${exchange('a')}\n${exchange('a'.repeat(500))}\n`);
    expect(
      await told(folder, 'probe', 'a.ndjson', '--spec', 'openapi.yaml', '--limit', 'exchangeBytes=300'),
    ).toEqual([
      'recording-invalid this line has more than 300 characters; --limit exchangeBytes=N allows more',
    ]);
  });

  it('unpackedBytes and ratio', async () => {
    const body = (bytes: Buffer) => `bodyBase64: ${gzipSync(bytes).toString('base64')}`;
    const gzipped = (bytes: Buffer) =>
      recording(body(bytes)).replace('headers: {', 'headers: { content-encoding: gzip,');
    const folder = await folderOf({
      'openapi.yaml': contract,
      'bomb.yaml': gzipped(Buffer.alloc(13_000_000, ' ')),
      // Half a megabyte that cannot be compressed keeps the ratio low.
      'large.yaml': gzipped(Buffer.concat([randomBytes(500_000), Buffer.alloc(64_000_000, ' ')])),
      'small.yaml': gzipped(Buffer.from('"aaaaaaaaaaaaa"')),
    });
    expect(await told(folder, 'probe', 'bomb.yaml')).toContainEqual(
      expect.stringMatching(
        /^exchange-unjudged .*its gzip unfolds to more than 200 times its size; --limit ratio=N/,
      ),
    );
    expect(await told(folder, 'probe', 'large.yaml')).toContainEqual(
      expect.stringMatching(
        /^exchange-unjudged .*its gzip unfolds to more than 64000000 bytes; --limit unpackedBytes=N/,
      ),
    );
    expect(await told(folder, 'probe', 'small.yaml')).toEqual([]);
    expect(await told(folder, 'probe', 'small.yaml', '--limit', 'unpackedBytes=9')).toContainEqual(
      expect.stringMatching(/^exchange-unjudged .*its gzip unfolds to more than 9 bytes/),
    );
  });

  it('patternTime', async () => {
    const folder = await folderOf({
      'openapi.yaml': contract,
      'recording.yaml': recording(`body: ${'a'.repeat(40)}b`),
    });
    for (const more of [[], ['--limit', 'patternTime=5ms']])
      expect(await told(folder, 'probe', 'recording.yaml', ...more)).toContainEqual(
        expect.stringMatching(
          /^exchange-unjudged .*matching 41 characters against \^\(a\+\)\+\$ takes too long; --limit patternTime=N/,
        ),
      );
  });
});

describe('a bound of a target', () => {
  it('responseBytes', async () => {
    const { url } = await serverOf((request, response) => {
      response.setHeader('content-type', 'application/json').end(Buffer.alloc(50_000_001, 'a'));
      request.resume();
    });
    const folder = await folderOf({ 'openapi.yaml': contract, 'recording.yaml': recording('body: a') });
    const probed = (...more: string[]) => told(folder, 'probe', 'recording.yaml', '--target', url, ...more);
    expect(await probed('--timeout', '60000')).toContainEqual(
      expect.stringMatching(/the response has more than 50000000 bytes; --limit responseBytes=N allows more/),
    );
    expect(await probed('--limit', 'responseBytes=99')).toContainEqual(
      expect.stringMatching(/the response has more than 99 bytes; --limit responseBytes=N allows more/),
    );
  });

  it('recordedBytes', async () => {
    const { url } = await serverOf((request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify('a'.repeat(3_000)));
      request.resume();
    });
    const folder = await folderOf({ 'openapi.yaml': contract });
    const ending = new AbortController();
    const passed: number[] = [];
    let printed = '';
    const args = ['record', '--target', url, '-o', 'r.yaml', '--port', '0', '--limit', 'recordedBytes=10000'];
    const run = runCli(args, folder, {
      interruption: ending.signal,
      onOutput(text) {
        printed += text;
        const [, proxy] = /(http\S+) records what/.exec(text) ?? [];
        if (proxy === undefined) return;
        void (async () => {
          for (let count = 0; count < 4; count += 1) {
            const answer = await fetch(`${proxy}/a`);
            passed.push((await answer.text()).length);
          }
          ending.abort();
        })();
      },
    });
    expect((await run).code).toBe(0);
    expect(passed).toEqual([3_002, 3_002, 3_002, 3_002]);
    const told = 'the recording has 10000 bytes and no room for more';
    expect(printed.split(told)).toHaveLength(2);
    expect(printed).toContain('--limit recordedBytes=N allows more');
    expect(printed.match(/200, not recorded\n/g)).toHaveLength(2);
    expect(printed).toMatch(
      /2 exchanges in r\.yaml, 2 more not recorded, not judged, as no --spec was given\n$/,
    );
    expect((await readFile(join(folder, 'r.yaml'), 'utf8')).match(/- name:/g)).toHaveLength(2);
  });

  it('recordedBytes of probe', async () => {
    const { url } = await serverOf((request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify('a'.repeat(3_000)));
      request.resume();
    });
    const one = { request: { method: 'GET', path: '/a' }, response: { status: 200 } };
    const folder = await folderOf({
      'openapi.yaml': contract,
      'r.ndjson': `${JSON.stringify(one)}\n`.repeat(4),
    });
    const spec = ['--spec', 'openapi.yaml', '--target', url];
    const recording = ['--record', 'sent.yaml', '--limit', 'recordedBytes=10000'];
    const { err } = await runCli(['probe', 'r.ndjson', ...spec, ...recording], folder);
    const told =
      'the recording has 10000 bytes and no room for more: what comes now is judged and not recorded';
    expect(err.split(told)).toHaveLength(2);
    expect(err).toContain('! 2 of 4 exchanges are not in sent.yaml\n');
    expect((await readFile(join(folder, 'sent.yaml'), 'utf8')).match(/- name:/g)).toHaveLength(2);
  });

  it('deliveryBytes', async () => {
    const sizes = { delivery: 5_000_001 };
    const { url } = await serverOf((request, response) => {
      const to = request.headers['x-receiver'];
      void fetch(String(to), { method: 'POST', body: 'a'.repeat(sizes.delivery) }).then(() => response.end());
    });
    const folder = await folderOf({
      'openapi.yaml': contract,
      'recording.yaml': `apicheck: 1
spec: openapi.yaml
listen: { variable: receiver }
exchanges:
  - name: a
    request: { method: POST, path: /hook, headers: { x-receiver: '{receiver}' } }
    response: { status: 200 }
    deliveries: [{ count: 1, within: 10 }]
`,
    });
    const probed = (...more: string[]) => told(folder, 'probe', 'recording.yaml', '--target', url, ...more);
    expect(await probed()).toContainEqual(
      'delivery-missing 0 of 1 deliveries of a webhook or callback came within 10 ms, and 1 with more than 5000000 bytes was refused; --limit deliveryBytes=N allows more',
    );
    sizes.delivery = 100;
    expect(await probed('--limit', 'deliveryBytes=99')).toContainEqual(
      expect.stringMatching(/^delivery-missing .* 1 with more than 99 bytes was refused/),
    );
  });
});
