import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Document } from '../../src/document/document.ts';
import { createStore, type DocumentStore } from '../../src/document/store.ts';
import { directory } from './directory.ts';

async function only(store: DocumentStore, uri: string): Promise<Document> {
  const result = await store.open(uri);
  if (result.kind === 'failed' || result.opened[0] === undefined) throw new Error(JSON.stringify(result));
  return result.opened[0].document;
}

const cwd = directory({
  'api.yaml': 'openapi: 3.1.0\n',
  'api.json': '{"openapi": "3.1.0"}',
  'broken.json': '{"openapi": "3.1.0",}',
  'no-ending': '{"swagger": "2.0"}',
  'wide.yaml': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a: ü\n', 'utf16le')]),
  'binary.yaml': Buffer.from([1, 0, 2, 0]),
  'prose.txt': '# Prices\n\nThe price: see: below\n- a\n',
  'prose.md': '# Prices\n',
  'two words.yaml': 'a: 1\n',
  'odd:name.yaml': 'a: 2\n',
});

test('a file is read and parsed once, however it is named', async () => {
  const store = createStore({ cwd, offline: true });
  const first = await only(store, 'api.yaml');
  expect(await only(store, './api.yaml')).toBe(first);
  const referenced = await store.openReferenced('api.yaml', await only(store, 'api.json'));
  expect(referenced).toMatchObject({ kind: 'opened' });
  expect(referenced.kind === 'opened' && referenced.document).toBe(first);
  expect([first.uri, first.format, first.value]).toEqual(['api.yaml', 'yaml', { openapi: '3.1.0' }]);
});

test('the format is told by the ending, or by the text', async () => {
  const store = createStore({ cwd, offline: true });
  expect((await only(store, 'api.json')).format).toBe('json');
  expect((await only(store, 'no-ending')).format).toBe('json');
  expect((await only(store, 'wide.yaml')).value).toEqual({ a: 'ü' });
  expect((await only(store, 'two words.yaml')).value).toEqual({ a: 1 });
  expect((await only(store, './odd:name.yaml')).value).toEqual({ a: 2 });
});

test('a text with mistakes is opened, with its problems', async () => {
  const result = await createStore({ cwd, offline: true }).open('broken.json');
  expect(result).toMatchObject({
    opened: [{ document: { value: { openapi: '3.1.0' } }, problems: [{ code: 'document-syntax' }] }],
  });
});

test.each([
  ['absent.yaml', 'absent.yaml is not found'],
  ['.', './ is a directory'],
  ['binary.yaml', 'binary.yaml is not text: it has a NUL character on line 1'],
  ['prose.txt', 'prose.txt is no OpenAPI description and has none in a fenced block'],
  ['prose.md', 'prose.md has no OpenAPI description in a fenced block'],
  ['http://127.0.0.1:1/x', 'http://127.0.0.1:1/x is not fetched, as --offline forbids it'],
  ['-oops:api.yaml', '-oops is not the name of a revision'],
])('%s cannot be had, and why is said', async (uri, reason) => {
  const result = await createStore({ cwd, offline: true }).open(uri);
  expect(
    result.kind === 'failed' && result.reason.replace(/^\.(?=\/? is)/, '.').replace('. is', './ is'),
  ).toBe(reason);
});

test('limits hold', async () => {
  const small = createStore({ cwd, offline: true, limits: { documentBytes: 10, documents: 1 } });
  expect(await small.open('api.yaml')).toEqual({
    kind: 'failed',
    reason: 'api.yaml has more than 10 bytes; --limit documentBytes=N allows more',
  });
  expect(await small.open('api.json')).toEqual({
    kind: 'failed',
    reason: 'api.json is not read, as a run reads 1 documents at most; --limit documents=N allows more',
  });
  const few = createStore({ cwd, offline: true, limits: { totalBytes: 20 } });
  expect(await few.open('api.yaml')).toMatchObject({ kind: 'opened' });
  expect(await few.open('api.json')).toEqual({
    kind: 'failed',
    reason:
      'api.json is not read, as all documents together have more than 20 bytes; --limit totalBytes=N allows more',
  });
});

test('standard input is read when asked for', async () => {
  const store = createStore({
    cwd,
    offline: true,
    stdin: () => Promise.resolve(Buffer.from('openapi: 3.0.3')),
  });
  expect((await only(store, '-')).value).toEqual({ openapi: '3.0.3' });
});

test('a reference reaches only what its document may reach', async () => {
  const store = createStore({ cwd, offline: true, allowHosts: ['good.example'] });
  const local = await only(store, 'api.yaml');
  const remote: Document = { ...local, uri: 'https://good.example/api.yaml' };
  const inGit: Document = { ...local, uri: 'main:api.yaml' };
  const reason = async (uri: string, from: Document): Promise<string | undefined> => {
    const result = await store.openReferenced(uri, from);
    return result.kind === 'failed' ? result.reason : undefined;
  };
  expect(await reason('https://evil.example/x', local)).toMatch(/evil.example is not an allowed host/);
  expect(await reason('https://good.example/x', local)).toMatch(/--offline/);
  expect(await reason('api.json', remote)).toMatch(/may not reach files/);
  expect(await reason('main:api.json', local)).toMatch(/neither a file nor/);
  expect(await reason('urn:isbn:0', local)).toMatch(/neither a file nor/);
  expect(await reason('other:api.json', inGit)).toMatch(/neither a file nor/);
  expect(await reason('-', local)).toMatch(/standard input/);
});

test('a Git object is read, and its references stay in its revision', async () => {
  const repository = directory({ 'api/openapi.yaml': 'openapi: 3.0.0\n', 'api/x.yaml': 'old: true\n' });
  const git = (...args: string[]): void => {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...identity, ...args], { cwd: repository, stdio: 'ignore' });
  };
  git('init');
  git('add', '.');
  git('commit', '-m', 'first');
  git('tag', 'v1');
  const store = createStore({ cwd: repository, offline: true });
  const document = await only(store, 'v1:api/openapi.yaml');
  expect(document.value).toEqual({ openapi: '3.0.0' });
  expect(await store.openReferenced('v1:api/x.yaml', document)).toMatchObject({
    document: { value: { old: true } },
  });
  expect(await store.open('v1:absent.yaml')).toMatchObject({ kind: 'failed', reason: /absent.yaml/ });
  expect(await store.open('v2:api/x.yaml')).toMatchObject({ kind: 'failed', reason: /v2/ });
});
