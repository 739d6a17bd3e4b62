import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { serverOf } from '../cli/folder.ts';
import { leftOver, openFolder, ranCli, spawnCli } from '../cli/spawned.ts';

const contract = `openapi: 3.1.0
info: { title: A, version: "1" }
paths: { /a: { get: { responses: { '200': { description: A } } } } }
`;
const recording = `apicheck: 1
spec: a.yaml
exchanges:
  - { name: a, request: { method: GET, path: /a }, response: { status: 200 } }
`;

/** A description that takes seconds and a quarter of a gigabyte to judge, in which nothing is waited for. */
function heavy(): string {
  const schema = (index: number) => ({
    type: 'object',
    properties: Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`p${at}`, { type: 'string', wrong: index, example: at }]),
    ),
  });
  const schemas = Object.fromEntries(
    Array.from({ length: 3_000 }, (_, index) => [`S${index}`, schema(index)]),
  );
  return JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'A', version: '1' },
    paths: {},
    components: { schemas },
  });
}

const tooLong = (time: string) =>
  `apicheck: the run takes longer than ${time}, and is ended; --limit time=N allows more\n`;
const tooMuch = (memory: string) =>
  `apicheck: the run takes more than ${memory} of memory, and is ended; --limit memory=N allows more\n`;

describe('the limit of time', () => {
  it('ends a run that computes, in one line with 2, and leaves its files', async () => {
    const folder = await openFolder({ 'heavy.json': heavy(), 'r.json': 'before' });
    const args = ['lint', 'heavy.json', '-f', 'json=r.json', '-f', 'text', '--limit', 'time=600ms'];
    const { code, out, err } = await ranCli(args, { cwd: folder });
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: tooLong('600ms') });
    expect(readFileSync(join(folder, 'r.json'), 'utf8')).toBe('before');
    expect(await leftOver(folder)).toEqual([]);
  });

  it('ends a run that waits: for a host, a provider, or standard input', async () => {
    const { url } = await serverOf(() => {});
    const folder = await openFolder({ 'a.yaml': contract, 'rec.yaml': recording });
    for (const args of [
      ['lint', `${url}/a.yaml`],
      ['diff', 'a.yaml', `${url}/a.yaml`],
      ['bundle', `${url}/a.yaml`, '-o', 'bundle.yaml'],
      ['probe', 'rec.yaml', '--target', url, '--record', 'sent.yaml'],
    ]) {
      const { code, out, err } = await ranCli([...args, '--limit', 'time=700ms'], { cwd: folder });
      expect({ args, code, out, err }).toEqual({ args, code: 2, out: '', err: tooLong('700ms') });
    }
    expect(existsSync(join(folder, 'bundle.yaml'))).toBe(false);
    expect(existsSync(join(folder, 'sent.yaml'))).toBe(false);
    const waiting = { cwd: folder, redirect: '< <(exec 2>&-; exec sleep 18)' };
    expect(await ranCli(['lint', '-', '--limit', 'time=700ms'], waiting)).toMatchObject({
      code: 2,
      err: tooLong('700ms'),
    });
  });

  it('may be that of the config, and the one of the command line goes before it', async () => {
    const { url } = await serverOf((_, response) => void setTimeout(() => response.end(contract), 1_200));
    const folder = await openFolder({ 'apicheck.yaml': 'limits: { time: 700ms }\n' });
    expect(await ranCli(['lint', url], { cwd: folder })).toMatchObject({ code: 2, err: tooLong('700ms') });
    expect(await ranCli(['lint', url, '--limit', 'time=1h'], { cwd: folder })).toMatchObject({
      code: 0,
      err: '',
    });
  });

  it('is none of what goes on until it is interrupted', async () => {
    const { url } = await serverOf((_, response) => response.end());
    const folder = await openFolder({ 'a.yaml': contract });
    for (const [args, begun] of [
      [['lint', 'a.yaml', '--watch'], 'watching'],
      [['record', '--target', url, '-o', 'r.yaml', '--port', '0'], 'records what'],
    ] as const) {
      const { child, ended, told } = spawnCli([...args, '--limit', 'time=10ms', '--limit', 'memory=1MB'], {
        cwd: folder,
      });
      await told(begun);
      await sleep(200);
      child.kill('SIGINT');
      expect((await ended).code).toBe(0);
    }
  });
});

describe('the limit of memory', () => {
  it('ends a run that takes more, in one line with 2, and leaves its files', async () => {
    const folder = await openFolder({ 'heavy.json': heavy(), 'r.json': 'before' });
    const args = ['lint', 'heavy.json', '-f', 'json=r.json', '--limit', 'memory=90MB'];
    const { code, out, err } = await ranCli(args, { cwd: folder });
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: tooMuch('90MB') });
    expect(readFileSync(join(folder, 'r.json'), 'utf8')).toBe('before');
    expect(await leftOver(folder)).toEqual([]);
  });

  it('leaves a run alone that takes less', async () => {
    const folder = await openFolder({ 'a.yaml': contract });
    expect(await ranCli(['lint', 'a.yaml', '--limit', 'memory=2GB'], { cwd: folder })).toMatchObject({
      code: 0,
      err: '',
    });
  });
});
