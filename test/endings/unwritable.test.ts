import { execFileSync, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serverOf } from '../cli/folder.ts';
import { leftOver, openFolder, ranCli, spawnCli, type SpawnOptions } from '../cli/spawned.ts';

const head = 'openapi: 3.1.0\ninfo: { title: A, version: "1" }\n';
const contract = `${head}paths: { /a: { get: { responses: { '200': { description: A } } } } }\n`;
const fixable = `${head}paths: { /a: { get: { resposes: { '200': { description: A } } } } }\n`;
/** Enough exchanges with what the contract lacks for a change of it to be proposed. */
const recording = `apicheck: 1
spec: a.yaml
exchanges:
${Array.from({ length: 6 }, (_, index) => `  - { name: e${index}, request: { method: GET, path: /a }, response: { status: 202 } }\n`).join('')}`;

const files = { 'a.yaml': contract, 'fix.yaml': fixable, 'rec.yaml': recording };

/** Each way to write a file, with what is read beside the folder `to` that it goes to; URL is a provider. */
const writers: readonly (readonly [string, string, readonly string[]])[] = [
  ['a report of lint', 'to/r', ['lint', 'a.yaml', '-f', 'json=to/r']],
  ['a page of lint', 'to/r', ['lint', 'a.yaml', '-f', 'html=to/r']],
  ['a baseline', 'to/r', ['lint', 'fix.yaml', '--baseline', 'to/r', '--update-baseline', '--accept-new']],
  ['what --fix mends', 'to/fix.yaml', ['lint', 'to/fix.yaml', '--fix']],
  ['a changelog', 'to/r', ['diff', 'a.yaml', 'fix.yaml', '-f', 'changelog=to/r']],
  ['a report of probe', 'to/r', ['probe', 'rec.yaml', '-f', 'junit=to/r']],
  ['a proposal', 'to/r', ['probe', 'rec.yaml', '--propose', 'to/r']],
  ['a recording', 'to/r', ['probe', 'rec.yaml', '--target', 'URL', '--record', 'to/r']],
  ['a merged report', 'to/r', ['merge', 'report.json', '-f', 'markdown=to/r']],
  ['a bundle', 'to/r', ['bundle', 'a.yaml', '-o', 'to/r']],
];

/** A folder with what is read, and in it the folder `to`, in which both files are that are to be written. */
async function folderWith(): Promise<string> {
  const baseline = '{"baselineVersion":1,"specs":[],"findings":[]}';
  const folder = await openFolder({ ...files, 'to/r': baseline, 'to/fix.yaml': fixable });
  await ranCli(['lint', 'a.yaml', '-f', 'json=report.json'], { cwd: folder });
  return folder;
}

async function written(args: readonly string[], options: SpawnOptions) {
  const { url } = await serverOf((_, response) => response.writeHead(202).end());
  return ranCli(
    args.map((arg) => arg.replace('URL', url)),
    options,
  );
}

describe.each(writers)('%s', (_, file, args) => {
  it('that a closed folder has no place for: one line, 2, and what was there', async () => {
    const folder = await folderWith();
    const before = readFileSync(join(folder, file), 'utf8');
    await chmod(join(folder, 'to'), 0o555);
    const { code, err } = await written(args, { cwd: folder, asNobody: true });
    await chmod(join(folder, 'to'), 0o755);
    expect({ code, err }).toEqual({
      code: 2,
      err: `apicheck: ${file} could not be written: permission denied\n`,
    });
    expect(readFileSync(join(folder, file), 'utf8')).toBe(before);
    expect(readdirSync(join(folder, 'to')).sort()).toEqual(['fix.yaml', 'r']);
  });

  it('that is longer than files may be: one line, 2, and what was there', async () => {
    const folder = await folderWith();
    const before = readFileSync(join(folder, file), 'utf8');
    const { code, err } = await written(args, { cwd: folder, before: 'ulimit -f 0' });
    expect({ code, err }).toEqual({
      code: 2,
      err: `apicheck: ${file} could not be written: it is larger than files may be here\n`,
    });
    expect(readFileSync(join(folder, file), 'utf8')).toBe(before);
    expect(await leftOver(folder)).toEqual([]);
  });

  it('that the disk has no room for: one line, 2, and what was there', async ({ skip }) => {
    const folder = await folderWith();
    const to = join(folder, 'to');
    const before = readFileSync(join(folder, file), 'utf8');
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', to]);
    if (mounted.status !== 0) skip('a file system can only be mounted by root, and not in every container');
    onTestFinished(() => void execFileSync('umount', [to]));
    for (const name of ['r', 'fix.yaml']) writeFileSync(join(to, name), name === 'r' ? before : fixable);
    await fill(join(to, 'rest'));
    const { code, err } = await written(args, { cwd: folder });
    expect({ code, err }).toEqual({
      code: 2,
      err: `apicheck: ${file} could not be written: the disk is full\n`,
    });
    expect(readFileSync(join(folder, file), 'utf8')).toBe(file === 'to/r' ? before : fixable);
    expect(readdirSync(to).sort()).toEqual(['fix.yaml', 'r', 'rest']);
  });
});

/** Takes a file; writes it as long as there is room. */
function fill(file: string): Promise<void> {
  return new Promise((done) => {
    const stream = createWriteStream(file, { highWaterMark: 4_096 });
    const more = (): void => {
      while (stream.write(Buffer.alloc(4_096)));
    };
    stream.on('drain', more);
    stream.on('error', () => done());
    more();
  });
}

describe('a file that cannot be written', () => {
  it('keeps no other from being: reports before and behind it, and standard output', async () => {
    const folder = await openFolder(files);
    const formats = ['json=first.json', 'html=none/r.html', 'markdown=/dev/full', 'text', 'sarif=last.sarif'];
    const { code, out, err } = await ranCli(
      ['lint', 'fix.yaml', ...formats.flatMap((format) => ['-f', format])],
      { cwd: folder },
    );
    expect(code).toBe(2);
    expect(err).toBe(
      'apicheck: none/r.html could not be written: there is no folder none\n' +
        'apicheck: /dev/full could not be written: the disk is full\n',
    );
    expect(out).toContain('field-unknown');
    expect(JSON.parse(readFileSync(join(folder, 'first.json'), 'utf8'))).toMatchObject({ command: 'lint' });
    expect(JSON.parse(readFileSync(join(folder, 'last.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  it('is told of before a provider is asked or listened for', async () => {
    const folder = await openFolder(files);
    const { url, requests } = await serverOf((_, response) => response.end());
    for (const [args, told] of [
      [['probe', 'rec.yaml', '--target', url, '--record', 'none/r.har'], 'none/r.har'],
      [['probe', 'rec.yaml', '--target', url, '-f', 'json=none/r.json'], 'none/r.json'],
      [['record', '--target', url, '-o', 'none/r.yaml', '--port', '0'], 'none/r.yaml'],
    ] as const) {
      const { code, err } = await ranCli(args, { cwd: folder });
      expect({ code, err }).toEqual({
        code: 2,
        err: `apicheck: ${told} could not be written: there is no folder none\n`,
      });
    }
    expect(requests()).toBe(0);
  });

  it('is tried again by record, which goes on, and ends with 2 where it still cannot be', async () => {
    const folder = await openFolder({ ...files, 'to/x': '' });
    const { url } = await serverOf((_, response) => response.end());
    const args = ['record', '--target', url, '-o', 'to/r.yaml', '--port', '0'];
    for (const comesBack of [true, false]) {
      mkdirSync(join(folder, 'to'), { recursive: true });
      const { child, ended, told } = spawnCli(args, { cwd: folder });
      const own = /http:\S+/.exec(await told('records what'))?.[0] ?? '';
      await rm(join(folder, 'to'), { recursive: true });
      await fetch(`${own}/a`);
      await told('tried again');
      await fetch(`${own}/a`);
      if (comesBack) mkdirSync(join(folder, 'to'));
      child.kill('SIGINT');
      const { code, err } = await ended;
      expect(code).toBe(comesBack ? 0 : 2);
      const last = comesBack
        ? 'apicheck: 2 exchanges in to/r.yaml, not judged, as no --spec was given'
        : 'apicheck: to/r.yaml could not be written: there is no folder to';
      expect(err.trim().split('\n').slice(1)).toEqual([
        '· GET /a → 200',
        '! to/r.yaml could not be written: there is no folder to; it is tried again',
        '· GET /a → 200',
        last,
      ]);
    }
  });

  it('may be standard output: reports go to their files', async () => {
    const folder = await openFolder(files);
    for (const [args, made] of [
      [['lint', 'fix.yaml', '-f', 'text', '-f', 'json=r.json'], 'r.json'],
      [['bundle', 'a.yaml'], undefined],
      [['explain'], undefined],
      [['init'], 'apicheck.yaml'],
    ] as const) {
      const { code, err } = await ranCli(args, { cwd: folder, redirect: '> /dev/full' });
      expect({ code, err }).toEqual({
        code: 2,
        err: 'apicheck: standard output could not be written to: the disk is full\n',
      });
      if (made !== undefined) expect(readFileSync(join(folder, made), 'utf8')).not.toBe('');
    }
  });

  it('of init is told of in one line', async () => {
    const folder = await openFolder({});
    expect(await ranCli(['init'], { cwd: folder, before: 'ulimit -f 0' })).toMatchObject({
      code: 2,
      err: 'apicheck: apicheck.yaml could not be written: it is larger than files may be here\n',
    });
    symlinkSync('none/x', join(folder, 'apicheck.yaml'));
    expect(await ranCli(['init', '--force'], { cwd: folder })).toMatchObject({
      code: 2,
      err: 'apicheck: apicheck.yaml could not be written: its link leads into a folder that is not there\n',
    });
  });
});

describe('what may not be read', () => {
  /** Files that are closed to everybody, beside others. */
  const closed = async (): Promise<string> => {
    const folder = await openFolder({
      ...files,
      'closed.yaml': contract,
      'in/a.yaml': contract,
      'ref.yaml': `${head}paths: { /a: { $ref: closed.yaml } }\n`,
      'body.yaml': recording.replace('status: 202', 'status: 200, bodyFile: closed.yaml'),
    });
    await chmod(join(folder, 'closed.yaml'), 0o000);
    await chmod(join(folder, 'in'), 0o000);
    onTestFinished(() => chmod(join(folder, 'in'), 0o755));
    return folder;
  };

  it.each([
    [['lint', 'closed.yaml'], 'closed.yaml is not readable: permission denied'],
    [['lint', 'in'], 'in is not readable: permission denied'],
    [['lint', 'in/*.yaml'], 'in is not readable: permission denied'],
    [['lint', 'a.yaml', '-c', 'closed.yaml'], 'closed.yaml is not readable: permission denied'],
    [['lint', 'a.yaml', '--baseline', 'closed.yaml'], 'closed.yaml could not be read: permission denied'],
    [['diff', 'a.yaml', 'closed.yaml'], 'closed.yaml is not readable: permission denied'],
    [
      ['diff', 'a.yaml', 'a.yaml', '--policy', 'closed.yaml'],
      'closed.yaml is not readable: permission denied',
    ],
    [['probe', 'closed.yaml', '--spec', 'a.yaml'], 'closed.yaml is not readable: permission denied'],
    [['probe', 'in', '--spec', 'a.yaml'], 'in is not readable: permission denied'],
    [['merge', 'closed.yaml'], 'closed.yaml could not be read: permission denied'],
    [['bundle', 'closed.yaml'], 'closed.yaml is not readable: permission denied'],
    [
      ['bundle', 'ref.yaml'],
      'ref.yaml:3:22: "closed.yaml" leads nowhere: closed.yaml is not readable: permission denied',
    ],
    [
      ['probe', 'rec.yaml', '--target', 'http://127.0.0.1:9', '--ca', 'closed.yaml'],
      'closed.yaml could not be read: permission denied',
    ],
  ])('is told of in one line by %j', async (args, told) => {
    const { code, out, err } = await ranCli(args, { cwd: await closed(), asNobody: true });
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: `apicheck: ${told}\n` });
  });

  it('in a folder is told of beside what is judged, and the run was not done whole', async () => {
    const { code, out, err } = await ranCli(['lint', '.'], { cwd: await closed(), asNobody: true });
    expect(code).toBe(2);
    expect(err).toBe(
      'apicheck: in is not readable: permission denied\napicheck: closed.yaml is not readable: permission denied\n',
    );
    expect(out).toContain('fix.yaml');
  });

  it('is a finding where a document or a recording names it', async () => {
    const folder = await closed();
    for (const [args, told] of [
      [
        ['lint', 'ref.yaml'],
        /"closed\.yaml" leads nowhere: closed\.yaml is not readable:\s+permission denied/,
      ],
      [['probe', 'body.yaml'], /recording-invalid\s+closed\.yaml could not be read: permission denied/],
    ] as const) {
      const { code, out, err } = await ranCli(args, { cwd: folder, asNobody: true });
      expect({ code, err }).toEqual({ code: 1, err: '' });
      expect(out).toMatch(told);
    }
  });

  it('may be a folder, a link that leads nowhere, or nothing but zeros', async () => {
    const folder = await openFolder({ ...files, 'd/x': '' });
    symlinkSync('none', join(folder, 'link'));
    for (const [args, told] of [
      [['lint', 'd'], 'no OpenAPI description is found in d'],
      [['lint', 'link'], 'link is not found'],
      [['lint', 'a.yaml', '-c', 'd'], 'd is a directory'],
      [['lint', 'a.yaml', '--baseline', 'd'], 'd could not be read: it is a folder'],
      [['merge', 'd'], 'no file to read is found in d'],
      [['lint', '/dev/zero'], '/dev/zero has more than 200000000 bytes; --limit documentBytes=N allows more'],
      [['lint', 'a.yaml', '--baseline', '/dev/zero'], '/dev/zero has more than 200000000 bytes'],
      [
        ['merge', '/dev/zero', '--limit', 'totalBytes=10MB'],
        '/dev/zero has more than 10000000 bytes; --limit totalBytes=N allows more',
      ],
    ] as const) {
      const { code, out, err } = await ranCli(args, { cwd: folder });
      expect({ code, out, err }).toEqual({ code: 2, out: '', err: `apicheck: ${told}\n` });
    }
  });
});

describe('a named pipe', () => {
  const pipeIn = (folder: string, name: string): void => void execFileSync('mkfifo', [join(folder, name)]);

  it('is read to its end, once somebody writes', async () => {
    const folder = await openFolder(files);
    pipeIn(folder, 'p');
    for (const [args, source, err] of [
      [['lint', 'p'], 'a.yaml', ''],
      [['probe', 'p', '--spec', 'a.yaml', '--fail-on', 'never'], 'rec.yaml', ''],
      [
        ['lint', 'p', '--fix', '--fail-on', 'never'],
        'fix.yaml',
        'apicheck: p is left as it is: it is no plain file, is not UTF-8, or was changed since it was read\n',
      ],
    ] as const) {
      const { ended } = spawnCli(args, { cwd: folder });
      writeFileSync(join(folder, 'p'), readFileSync(join(folder, source)));
      expect(await ended).toMatchObject({ code: 0, err });
    }
  });

  it('is written to, once somebody reads', async () => {
    const folder = await openFolder(files);
    pipeIn(folder, 'p');
    const { ended } = spawnCli(['lint', 'a.yaml', '-f', 'json=p'], { cwd: folder });
    expect(JSON.parse(readFileSync(join(folder, 'p'), 'utf8'))).toMatchObject({ command: 'lint' });
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  it('that nobody is at the other end of is waited for until --limit time', async () => {
    const folder = await openFolder(files);
    pipeIn(folder, 'p');
    for (const args of [
      ['lint', 'p'],
      ['probe', 'p', '--spec', 'a.yaml'],
      ['lint', 'a.yaml', '-f', 'json=p'],
      ['lint', 'a.yaml', '--baseline', 'p'],
    ])
      expect(await ranCli([...args, '--limit', 'time=700ms'], { cwd: folder })).toMatchObject({
        code: 2,
        err: 'apicheck: the run takes longer than 700ms, and is ended; --limit time=N allows more\n',
      });
  });

  it('is refused where a document refers to it', async () => {
    const folder = await openFolder({ 'a.yaml': `${head}paths: { /a: { $ref: p } }\n` });
    pipeIn(folder, 'p');
    const { code, out } = await ranCli(['lint', 'a.yaml'], { cwd: folder });
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain('p is not read, as it is no regular file');
  });
});
