import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { runCli } from '../run-cli.ts';
import { folderOf } from './folder.ts';

const contract = (path: string): string => `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths: { ${path}: { get: { responses: { '204': { description: All. } } } } }
`;

async function served(): Promise<{ readonly url: string; readonly paths: Set<string> }> {
  const paths = new Set<string>();
  const server = createServer(({ url = '' }, response) => {
    paths.add(url);
    response.writeHead(204).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths };
}

const config = (url: string, ...apis: readonly string[]): string =>
  `apis:\n${apis.map((name) => `  ${name}: { spec: ${name}.yaml, targets: { ${name === 'c' ? 'far' : 'local'}: { url: '${url}' } } }\n`).join('')}`;

const files = { 'a.yaml': contract('/a'), 'b.yaml': contract('/b'), 'c.yaml': contract('/c') };

it('makes requests up from the contracts that have the target, where none is named', async () => {
  const { url, paths } = await served();
  const run = ['probe', '--generate', '--target'];
  const one = await folderOf({ ...files, 'apicheck.yaml': config(url, 'a') });
  expect(await runCli([...run, 'local'], one)).toMatchObject({ code: 0, err: '' });
  expect([...paths]).toEqual(['/a']);
  const several = await folderOf({ ...files, 'apicheck.yaml': config(url, 'a', 'b', 'c') });
  paths.clear();
  expect(await runCli([...run, 'local'], several)).toMatchObject({ code: 0, err: '' });
  expect([...paths]).toEqual(['/a', '/b']);
  paths.clear();
  expect(await runCli([...run, 'local', '--spec', 'b'], several)).toMatchObject({ code: 0 });
  expect([...paths]).toEqual(['/b']);
  paths.clear();
  expect(await runCli([...run, `${url}/`], several)).toMatchObject({ code: 0 });
  expect([...paths]).toEqual(['/a', '/b', '/c']);
});

it('says so where nothing tells which', async () => {
  const { url } = await served();
  const run = ['probe', '--generate', '--target'];
  const nothing = await runCli([...run, url], await folderOf(files));
  expect(nothing).toMatchObject({ code: 2, out: '' });
  expect(nothing.err).toContain('--generate makes requests up from a contract: name it with --spec');
  const several = await folderOf({ ...files, 'apicheck.yaml': config(url, 'a', 'b') });
  const unknown = await runCli([...run, 'http://127.0.0.1:9'], several);
  expect(unknown).toMatchObject({ code: 2, out: '' });
  expect(unknown.err).toContain('"http://127.0.0.1:9" is the target of none of a, b: choose one with --spec');
});
