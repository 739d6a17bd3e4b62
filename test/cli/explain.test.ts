import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allMetas } from '../../src/cli/codes.ts';
import { diffChecks } from '../../src/diff/registry.ts';
import { lintRules } from '../../src/lint/registry.ts';
import { probeChecks } from '../../src/probe/registry.ts';
import { runCli } from '../run-cli.ts';

const root = resolve(import.meta.dirname, '../..');
const namesIn = (folder: string) => readdirSync(join(root, folder)).sort();
const metas = await allMetas();

/** The codes that `apicheck explain` lists, by what finds them. */
async function listed(): Promise<ReadonlyMap<string, readonly string[]>> {
  const { out } = await runCli(['explain'], '/');
  const lists = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of out.split('\n')) {
    const [, code] = /^ {2}([a-z][\w-]*) {2}/.exec(line) ?? [];
    if (code !== undefined) current.push(code);
    else if (/^\S/.test(line)) lists.set(line, (current = []));
  }
  return lists;
}

describe('apicheck explain', () => {
  it.each([
    ['lint', 'src/lint/rules', lintRules],
    ['diff', 'src/diff/checks', diffChecks],
    ['probe', 'src/probe/checks', probeChecks],
  ] as const)(
    'lists every file of what %s finds, as its generated index does',
    async (command, folder, index) => {
      const files = namesIn(folder)
        .map((file) => file.replace(/\.ts$/, ''))
        .sort();
      expect(files.length).toBeGreaterThan(30);
      expect(index.map(({ code }) => code)).toEqual(files);
      const codes = (await listed()).get(command) ?? [];
      expect(codes).toEqual(expect.arrayContaining(files));
      // What else it lists is made on the way, and known.
      const known = metas.filter(({ madeBy }) => madeBy === command).map(({ code }) => code);
      expect(codes.toSorted()).toEqual(known.toSorted());
    },
  );

  it('lists what the README does', async () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const [table = ''] = readme.split('<!-- findings -->').slice(1);
    const written = [...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, code]) => code);
    expect(written).toEqual([...(await listed()).values()].flat());
  });

  it.each(metas.map((meta) => [meta.code, meta.madeBy, meta] as const))(
    'tells of %s of %s what it means, why it matters and how to mend it',
    async (code, _, meta) => {
      const { code: exit, out, err } = await runCli(['explain', code], '/');
      expect([exit, err]).toEqual([0, '']);
      const flat = out.replace(/\s+/g, ' ');
      for (const text of [meta.summary, meta.why, meta.fix])
        expect(flat).toContain(text.replace(/\s+/g, ' '));
      for (const name of meta.aliases ?? []) {
        expect((await runCli(['explain', name], '/')).out).toContain(code);
      }
      const long = out.split('\n').filter((line) => line.length > 80 && !/https:|^ {2}|rules: /.test(line));
      expect(long).toEqual([]);
    },
  );

  it('says of a name of another tool what it is here, and lists what are several', async () => {
    const one = await runCli(['explain', 'operation-operationId'], '/');
    expect(one.out).toMatch(
      /^"operation-operationId" of other tools is operation-id-missing here\.\n\noperation-id-missing /,
    );
    const several = await runCli(['explain', 'oas3-schema'], '/');
    expect(several.out).toMatch(
      /^"oas3-schema" of other tools is \d+ findings here:\n\n {2}field-unknown {2}error/,
    );
    expect(several.out).not.toContain('Found in');
    expect((await runCli(['explain', 'qwertzuiop'], '/')).err).toBe(
      'apicheck: there is no finding "qwertzuiop": apicheck explain lists all\n',
    );
  });

  it('tells of lint and diff what a test shows at work', () => {
    const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((file) =>
        /\.test\.ts$|markers\.txt$|output\.txt$|(?:^|\/)cases\/.*\.(?:ya?ml|json)$/.test(file),
      )
      .filter((file) => !file.endsWith('explain.test.ts'));
    const texts = tests.map((file) => readFileSync(join(root, 'test', file), 'utf8')).join('\n');
    const own = [...lintRules, ...diffChecks].map(({ code }) => code);
    expect(own.filter((code) => !texts.includes(code))).toEqual([]);
  });
});
