import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isObject } from '../../src/document/node.ts';
import { folderOf } from '../cli/folder.ts';
import { readCorpus, valueOf, type Seed } from '../fuzz/seeds.ts';
import { runCli } from '../run-cli.ts';

/** What `String`, `Number` and templates call a member of, and a list with it, which they make a text of as well. */
const odd = { toString: 1 };

const corpus = readCorpus(resolve(import.meta.dirname, '../..'), [], 0);

type Keys = readonly (string | number)[];

/** The places of all values in one, and of their members and items. */
function placesIn(value: unknown, at: Keys = []): readonly Keys[] {
  const below = Array.isArray(value)
    ? value.flatMap((item, index) => placesIn(item, [...at, index]))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, member]) => placesIn(member, [...at, key]))
      : [];
  return [at, ...below];
}

function replaced(value: unknown, [key, ...rest]: Keys, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.with(Number(key), replaced(value[Number(key)], rest, by));
  return isObject(value) ? { ...value, [key]: replaced(value[key], rest, by) } : value;
}

/** Takes a seed and the command for it; replaces each value of its files in turn, so many at most in each, and gives what ended in a defect. */
async function defectsOf(seed: Seed, args: readonly string[], most: number): Promise<readonly string[]> {
  const files = seed.files();
  const folder = await folderOf(files);
  const defects: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const value = valueOf(name, text);
    const places = placesIn(value);
    const step = Math.max(1, Math.ceil(places.length / most));
    for (const [index, place] of places.entries()) {
      if (index % step !== 0) continue;
      const by = index % 2 === 0 ? odd : [odd];
      await writeFile(join(folder, name), JSON.stringify(replaced(value, place, by)));
      const { code, err } = await runCli(args, folder);
      if (code === 3) defects.push(`${name} ${JSON.stringify(place)}: ${err}`);
    }
    await writeFile(join(folder, name), text);
  }
  return defects;
}

describe('an object with a member toString in place of any value', () => {
  it.each([
    ['config', ['lint', 'openapi.yaml', '--offline']],
    ['spectral', ['lint', 'openapi.yaml', '--offline']],
    ['redocly', ['init', '--force']],
    ['vacuum', ['init', '--force']],
  ] as const)('is answered in a config of %s', async (kind, args) => {
    const seeds = corpus.configs[kind] ?? [];
    expect(seeds).not.toEqual([]);
    for (const seed of seeds) expect(await defectsOf(seed, args, 80)).toEqual([]);
  });

  it('is answered in a recording of any kind', async () => {
    const kinds = Object.entries(corpus.recordings);
    expect(kinds.length).toBeGreaterThan(4);
    for (const [, seeds] of kinds)
      for (const seed of seeds.slice(-1)) {
        const args = ['probe', seed.main, '--spec', seed.spec ?? '', '--offline'];
        expect(await defectsOf(seed, args, 30)).toEqual([]);
      }
  });

  it('is answered in a description', async () => {
    const about = /discriminator-property|default-invalid|schema-format-type|security-scope|server-trailing/;
    const seeds = corpus.descriptions.filter(({ name }) => about.test(name)).slice(0, 8);
    expect(seeds.length).toBeGreaterThan(4);
    for (const seed of seeds)
      expect(await defectsOf(seed, ['lint', seed.main, '--preset', 'strict', '--offline'], 50)).toEqual([]);
  });

  it('is answered in a version that is compared', async () => {
    const about = /sunset-changed|stability-changed|version-too-low|enum-value-added|schema-xml/;
    const seeds = corpus.descriptions.filter(({ name }) => /\bdiff\b/.test(name) && about.test(name));
    expect(seeds.length).toBeGreaterThan(4);
    for (const seed of seeds.slice(0, 12)) {
      const args = ['diff', seed.main, seed.main.replace('before', 'after'), '--check-version', '--offline'];
      expect(await defectsOf(seed, args, 30)).toEqual([]);
    }
  });
});
