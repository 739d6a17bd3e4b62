import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { leftOver, openFolder, spawnCli } from '../cli/spawned.ts';

const contract = `openapi: 3.1.0
info: { title: A, version: "1" }
paths: { /a: { get: { responses: { '200': { description: A } } } } }
`;
const recording = `apicheck: 1
spec: a.yaml
exchanges:
${Array.from({ length: 50 }, (_, index) => `  - { name: e${index}, request: { method: GET, path: /a }, response: { status: 200 } }\n`).join('')}`;

/** A description of so many operations, each with a mistake. */
function large(operations: number): string {
  const paths = Array.from({ length: operations }, (_, index) => [`/p${index}`, { get: { wrong: true } }]);
  return JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'A', version: '1' },
    paths: Object.fromEntries(paths) as unknown,
  });
}

/** A server whose answers, but for the first, take until somebody lets them go. */
async function slowServer(): Promise<{
  url: string;
  asked: (times: number) => Promise<void>;
  go: () => void;
}> {
  let asked = 0;
  let free = false;
  const waiting: (() => void)[] = [];
  const server = createServer((_, response) => {
    const answer = () => response.end();
    asked += 1;
    if (asked === 1 || free) answer();
    else waiting.push(answer);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async asked(times) {
      while (asked < times) await sleep(5);
    },
    go() {
      free = true;
      for (const answer of waiting) answer();
    },
  };
}

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', (signal) => {
  it('ends what only reads and judges, which a shell shows as 128 and its number', async () => {
    const { url, asked } = await slowServer();
    for (const [requests, ...args] of [
      [2, 'lint', `${url}/first`, `${url}/second`],
      [3, 'diff', `${url}/first`, `${url}/second`],
      [4, 'bundle', `${url}/second`],
      [4, 'lsp'],
    ] as const) {
      const { child, ended } = spawnCli(args, args[0] === 'lsp' ? { redirect: '< /dev/zero' } : {});
      await asked(requests);
      await sleep(400);
      child.kill(signal);
      const { signal: by, out, err } = await ended;
      expect({ args, by, out, err }).toEqual({ args, by: signal, out: '', err: '' });
    }
  });

  it('leaves every file as it was or whole, whenever it comes, and no other', async () => {
    const folder = await openFolder({ 'a.json': large(1_000), 'r.json': 'before' });
    const files = ['r.json', 'r.html', 'r.sarif'];
    const formats = ['json=r.json', 'html=r.html', 'sarif=r.sarif'];
    const args = ['lint', 'a.json', ...formats.flatMap((format) => ['-f', format])];
    for (const ms of [300, 450, 600, 750, 900]) {
      const { child, ended } = spawnCli(args, { cwd: folder });
      await sleep(ms);
      child.kill(signal);
      const { code, err } = await ended;
      expect(err).toBe('');
      if (code !== undefined) expect([1, { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal]]).toContain(code);
      expect(await leftOver(folder)).toEqual([]);
      for (const file of files) {
        if (!existsSync(join(folder, file))) continue;
        const text = readFileSync(join(folder, file), 'utf8');
        expect(text === 'before' || /(?:\}|<\/html>)\n*$/.test(text)).toBe(true);
      }
    }
  });

  it('ends a live run with its report, all files and 2, once the answer under way is there', async () => {
    const folder = await openFolder({ 'a.yaml': contract, 'rec.yaml': recording });
    const server = await slowServer();
    const formats = ['-f', 'text', '-f', 'json=r.json', '--record', 'sent.har'];
    const args = ['probe', 'rec.yaml', '--target', server.url, ...formats];
    const { child, ended, told } = spawnCli(args, { cwd: folder });
    await server.asked(2);
    child.kill(signal);
    await told('interrupted');
    server.go();
    const { code, out, err } = await ended;
    expect(code).toBe(2);
    expect(err).toBe(
      'apicheck: interrupted: cleaning up, then the report so far; once more to stop at once\n',
    );
    expect(out).toMatch(/50 exchanges live on \S+: 2 passed, 48 skipped/);
    expect(JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8'))).toMatchObject({ command: 'probe' });
    expect(JSON.parse(readFileSync(join(folder, 'sent.har'), 'utf8'))).toMatchObject({
      log: { entries: [{}, {}] },
    });
  });

  it('that comes again ends a live run at once', async () => {
    const folder = await openFolder({ 'a.yaml': contract, 'rec.yaml': recording });
    const server = await slowServer();
    const args = ['probe', 'rec.yaml', '--target', server.url, '-f', 'json=r.json'];
    const { child, ended, told } = spawnCli(args, { cwd: folder });
    await server.asked(2);
    child.kill(signal);
    await told('interrupted');
    child.kill(signal);
    expect(await ended).toMatchObject({ signal, out: '' });
    expect(existsSync(join(folder, 'r.json'))).toBe(false);
    expect(await leftOver(folder)).toEqual([]);
  });

  it('ends record with what went through, and once more without what is under way', async () => {
    const folder = await openFolder({ 'a.yaml': contract });
    const server = await slowServer();
    const args = ['record', '--target', server.url, '--spec', 'a.yaml', '-o', 'r.yaml', '--port', '0'];
    const { child, ended, told } = spawnCli(args, { cwd: folder });
    const url = /http:\S+/.exec(await told('records what'))?.[0] ?? '';
    await fetch(`${url}/a`);
    const second = fetch(`${url}/a`).catch(() => undefined);
    await server.asked(2);
    child.kill(signal);
    await told('under way');
    expect(readFileSync(join(folder, 'r.yaml'), 'utf8').match(/name:/g)).toHaveLength(1);
    child.kill(signal);
    expect((await ended).signal).toBe(signal);
    await second;
    expect(await leftOver(folder)).toEqual([]);
  });

  it('ends record with 0 and all that it recorded', async () => {
    const folder = await openFolder({ 'a.yaml': contract });
    const server = await slowServer();
    const args = ['record', '--target', server.url, '--spec', 'a.yaml', '-o', 'r.yaml', '--port', '0'];
    const { child, ended, told } = spawnCli(args, { cwd: folder });
    const url = /http:\S+/.exec(await told('records what'))?.[0] ?? '';
    await fetch(`${url}/a`);
    const second = fetch(`${url}/a`);
    await server.asked(2);
    child.kill(signal);
    server.go();
    expect((await second).status).toBe(200);
    const { code, err } = await ended;
    expect(code).toBe(0);
    expect(err).toMatch(/apicheck: 2 exchanges in r\.yaml, 0 findings\n$/);
    expect(readFileSync(join(folder, 'r.yaml'), 'utf8').match(/name:/g)).toHaveLength(2);
  });

  it('ends --watch with 0', async () => {
    const folder = await openFolder({ 'a.yaml': contract });
    const { child, ended, told } = spawnCli(['lint', 'a.yaml', '--watch'], { cwd: folder });
    await told('watching');
    child.kill(signal);
    expect((await ended).code).toBe(0);
  });
});

describe('a reader that has seen enough', () => {
  const root = resolve(import.meta.dirname, '../..');
  const next = 'contracts/next/salina.yaml';

  it.each([
    ['lint', ['lint', 'large.json'], 1],
    ['diff', ['diff', join(root, 'contracts/salina.yaml'), join(root, next)], 1],
    ['probe', ['probe', 'rec.yaml'], 0],
    ['probe --target', ['probe', 'rec.yaml', '--target', 'URL'], 0],
    ['merge', ['merge', 'probe.json'], 0],
  ] as const)('keeps %s from no file, and changes no exit code', async (_, args, expected) => {
    const folder = await openFolder({
      'a.yaml': contract,
      'rec.yaml': recording,
      'large.json': large(50),
    });
    const server = await slowServer();
    server.go();
    const probed = await spawnCli(['probe', 'rec.yaml', '-f', 'json=probe.json'], { cwd: folder }).ended;
    expect(probed.code).toBe(0);
    const formats = ['-f', 'text', '-f', 'json=r.json', '-f', 'html=r.html'];
    const { child, ended } = spawnCli([...args.map((arg) => arg.replace('URL', server.url)), ...formats], {
      cwd: folder,
    });
    child.stdout.destroy();
    expect(await ended).toEqual({ code: expected, signal: undefined, out: '', err: '' });
    expect(JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8'))).toMatchObject({ reportVersion: 1 });
    expect(readFileSync(join(folder, 'r.html'), 'utf8')).toMatch(/<\/html>\s*$/);
  });

  it.each([[['explain']], [['help', 'probe']], [['completion', 'zsh']], [['bundle', join(root, next)]]])(
    'of %j gets no complaint',
    async (args) => {
      const { child, ended } = spawnCli(args);
      child.stdout.destroy();
      expect(await ended).toEqual({ code: 0, signal: undefined, out: '', err: '' });
    },
  );

  it('ends --watch', async () => {
    const folder = await openFolder({ 'a.yaml': contract });
    const { child, ended } = spawnCli(['lint', 'a.yaml', '--watch'], { cwd: folder });
    child.stdout.destroy();
    expect((await ended).code).toBe(0);
  });

  it('ends lsp, with the code of an editor that is gone and without a word', async () => {
    const message = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    const folder = await openFolder({ message: `Content-Length: ${message.length}\r\n\r\n${message}` });
    const redirect = '< <(exec 2>&-; cat message; exec sleep 10)';
    const { child, ended } = spawnCli(['lsp'], { cwd: folder, redirect });
    child.stdout.destroy();
    expect(await ended).toEqual({ code: 1, signal: undefined, out: '', err: '' });
  });

  it('of a report that goes to a pipe by its name gets no complaint either', async () => {
    const folder = await openFolder({ 'a.yaml': contract });
    const { code, out, err } = await spawnCli(['lint', 'a.yaml', '-f', 'json=/dev/fd/3'], {
      cwd: folder,
      redirect: '3> >(head -c 5)',
    }).ended;
    expect({ code, out, err }).toEqual({ code: 0, out: '{\n  "', err: '' });
  });
});
