import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.ts';
import { folderOf } from './folder.ts';

const contract = 'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: {}\n';

/** A project with links in it: out of it to a file and a folder, and within it. */
async function project(): Promise<string> {
  const folder = await folderOf({ 'p/a.yaml': contract, 'p/in/x': 'old', 'out/r': 'untouched' });
  symlinkSync('../out/r', join(folder, 'p/r'));
  symlinkSync('../out', join(folder, 'p/d'));
  symlinkSync('../out/new', join(folder, 'p/dangling'));
  symlinkSync('in/x', join(folder, 'p/x'));
  return folder;
}

const writers: readonly (readonly [string, (file: string) => string[]])[] = [
  ['a report', (file) => ['lint', 'a.yaml', '-f', `json=${file}`]],
  ['a bundle', (file) => ['bundle', 'a.yaml', '-o', file]],
];

describe.each(writers)('%s', (_, args) => {
  it.each(['r', 'd/r', 'dangling'])('is not written through %s, out of the project', async (file) => {
    const folder = await project();
    const { code, err } = await runCli(args(file), join(folder, 'p'));
    expect(code).toBe(2);
    expect(err).toMatch(/^apicheck: .+ could not be written: it .+outside of .+\n$/);
    expect(readFileSync(join(folder, 'out/r'), 'utf8')).toBe('untouched');
    expect(readdirSync(join(folder, 'out'))).toEqual(['r']);
  });

  it('is written through a link within the project, which stays, with the rights of the file', async () => {
    const folder = await project();
    chmodSync(join(folder, 'p/in/x'), 0o600);
    expect((await runCli(args('x'), join(folder, 'p'))).code).toBe(0);
    expect(lstatSync(join(folder, 'p/x')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'p/in/x'), 'utf8')).toContain('openapi');
    expect(statSync(join(folder, 'p/in/x')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'p/in'))).toEqual(['x']);
  });

  it.each(['/dev/full', 'a.yaml/x', 'none/x'])(
    'says in one line why it cannot be written to %s',
    async (file) => {
      const folder = await project();
      const { code, err } = await runCli(args(file), join(folder, 'p'));
      expect(code).toBe(2);
      expect(err).toMatch(/^apicheck: .+ could not be written: .+\n$/);
    },
  );

  it('leaves a device what it is', async () => {
    expect((await runCli(args('/dev/null'), join(await project(), 'p'))).code).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});
