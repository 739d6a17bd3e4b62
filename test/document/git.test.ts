import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRevisionReader, missingRevision } from '../../src/document/git.ts';

let folder = '';
const texts = new Map(
  Array.from({ length: 60 }, (_, index) => [
    `folder/${index} é.yaml`,
    index === 0 ? '' : `${'ü\n\n'.repeat(index * index * 9)}${index % 2 ? '' : '\n'}0123 blob 5`,
  ]),
);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apicheck-git-'));
  await mkdir(join(folder, 'folder'));
  for (const [path, text] of texts) await writeFile(join(folder, path), text);
  const git = (...args: readonly string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.example', ...args], {
      cwd: folder,
    });
  await git('init', '-q');
  await git('add', '-A');
  await git('commit', '-qm', 'state');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('reads many files of a revision at once, and again, with those between that are not there', async () => {
  const read = createRevisionReader(join(folder, 'folder'), { documentBytes: 1_000_000 });
  for (let round = 0; round < 2; round++) {
    const wanted = [...texts].flatMap(([path, text], index) => {
      const found = { kind: 'text', text };
      const missing = {
        kind: 'failed',
        reason: `HEAD:none-${index} cannot be read: there is no such file`,
      };
      return [
        { path, expected: found },
        { path: `./${path.slice(path.indexOf('/') + 1)}`, expected: found },
        ...(index % 20 === 0 ? [{ path: `none-${index}`, expected: missing }] : []),
      ];
    });
    const answers = await Promise.all(wanted.map(({ path }) => read('HEAD', path)));
    expect(answers).toEqual(wanted.map(({ expected }) => expected));
  }
});

it('reads no more than it may, and says why it cannot', async () => {
  const read = createRevisionReader(folder, { documentBytes: 1_000 });
  const [small, large, folderItself, next, revision, option] = await Promise.all([
    read('HEAD', 'folder/1 é.yaml'),
    read('HEAD', 'folder/59 é.yaml'),
    read('HEAD', 'folder'),
    read('HEAD', 'folder/2 é.yaml'),
    read('v9', 'folder/2 é.yaml'),
    read('--textconv', 'a'),
  ]);
  expect(small).toEqual({ kind: 'text', text: texts.get('folder/1 é.yaml') });
  expect(large).toEqual({
    kind: 'failed',
    reason:
      'HEAD:folder/59 é.yaml cannot be read: it has more than 1000 bytes; --limit documentBytes=N allows more',
  });
  expect(folderItself).toMatchObject({ kind: 'failed' });
  expect(next).toEqual({ kind: 'text', text: texts.get('folder/2 é.yaml') });
  expect(revision).toMatchObject({ kind: 'failed', reason: expect.stringContaining('v9') });
  expect(option).toMatchObject({ kind: 'failed', reason: expect.stringContaining('not the name') });
});

it('knows whether there is a revision', async () => {
  expect(await missingRevision('HEAD', folder)).toBeUndefined();
  expect(await missingRevision('HEAD~3', folder)).toBe('Git knows no revision "HEAD~3" here');
  expect(await missingRevision('--all', folder)).toContain('not the name of a revision');
  expect(await missingRevision('HEAD', tmpdir())).toContain('not a git repository');
});
