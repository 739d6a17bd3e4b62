import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../run-cli.ts';
import { folderOf } from './folder.ts';

const contract = `openapi: 3.1.0
info: { title: Slow, version: 1.0.0 }
paths:
  /slow: { get: { responses: { '204': { description: Done. }, '429': { description: Later. } } } }
`;
const exchange = '  - { request: { method: GET, path: /slow }, response: { status: 204 } }\n';
const recording = `apicheck: 1\nspec: openapi.yaml\nexchanges:\n${exchange.repeat(4)}`;

/** Takes after how many milliseconds to answer, and how often to ask for a pause first; gives the address. */
async function provider(ms: number, limits = 0): Promise<string> {
  let left = limits;
  const server = createServer((_, response) => {
    void sleep(ms).then(() => {
      if (left > 0) response.writeHead(429, { 'retry-after': '0' });
      else response.writeHead(204);
      left -= 1;
      response.end();
    });
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const files = { 'openapi.yaml': contract, 'slow.yaml': recording };
const probe = async (target: string, options: Parameters<typeof runCli>[2], ...args: string[]) =>
  runCli(['probe', 'slow.yaml', '--target', target, ...args], await folderOf(files), options);

describe('the progress of a probe', () => {
  it('says on a terminal which exchange is waited for, and is gone when the report comes', async () => {
    const { code, out, err } = await probe(await provider(200), { terminal: true });
    expect(code).toBe(0);
    expect(out).not.toContain('\u001b');
    const shown = err.split('\r\u001b[K');
    expect(shown).toContain('exchange 4 of 4');
    expect(shown.at(-1)).toBe('');
  });

  it('says so once where a limit is waited for', async () => {
    const { err } = await probe(await provider(0, 3), { terminal: true });
    expect(err.match(/the provider limits requests: waiting for a moment/g)).toHaveLength(1);
  });

  it('tells of requests that are made up', async () => {
    const { err } = await probe(await provider(200), { terminal: true }, '--generate', '--budget', '3');
    expect(err).toMatch(/made-up request 2/);
  });

  it('says why no request was made up, where no operation is safe to try', async () => {
    const folder = await folderOf({ 'openapi.yaml': contract.replace('get:', 'post:') });
    const args = ['probe', '--spec', 'openapi.yaml', '--target', await provider(0), '--generate'];
    expect((await runCli(args, folder)).err).toContain('no operation has a safe method; --unsafe tries');
    expect((await runCli([...args, '--unsafe'], folder)).err).toBe('');
  });

  it('shows nothing where there is no terminal, nor in CI', async () => {
    expect((await probe(await provider(120, 1), {})).err).toBe('');
    const { err } = await probe(await provider(120), { terminal: true, env: { CI: 'true' } });
    expect(err).toBe('');
  });
});
