import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { allMetas } from '../src/cli/codes.ts';

/** Every file below test/ with one of these endings, by its path from there. */
function textsOf(ending: RegExp): readonly string[] {
  const root = resolve(import.meta.dirname);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** The codes that a text has, of all that there are. */
function codesIn(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.match(/(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])/g) ?? []));
}

it('every kind of finding is told in a case that somebody has read, or is expected by a test', async () => {
  // What a user reads of a case; and what tests say in full, as codes or within messages.
  const reviewed = codesIn(textsOf(/^output\.txt$/));
  const expected = codesIn(textsOf(/\.test\.ts$/));
  const codes = new Set((await allMetas()).map(({ code }) => code));
  expect(codes.size).toBeGreaterThan(300);
  expect([...codes].filter((code) => !reviewed.has(code) && !expected.has(code))).toEqual([]);
});
