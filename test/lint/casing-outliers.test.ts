import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inCasing, type Casing } from '../../src/lint/casing.ts';
import propertyCasing from '../../src/lint/rules/property-casing.ts';
import { lintText } from './support.ts';

/** Takes the names of properties; gives those that are reported. */
async function outliers(names: readonly string[]): Promise<string[]> {
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  const text = JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Titles', version: '1.0.0' },
    paths: {},
    components: { schemas: { Title: { type: 'object', properties } } },
  });
  const findings = await lintText(text, [propertyCasing], propertyCasing.code);
  return findings.map(({ message }) => /"(.*?)"/.exec(message)?.[1] ?? message);
}

const twoWords = fc
  .tuple(fc.stringMatching(/^[a-z]{3,6}$/), fc.stringMatching(/^[a-z]{3,6}$/))
  .map(([first, second]) => `${first}-${second}`);
const casing = fc.constantFrom<Casing>('snake', 'camel', 'kebab', 'pascal');
const written = (name: string, as: Casing) => inCasing(name, as) ?? name;

describe('the casing of most', () => {
  it('is held against one that differs, and against no other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(twoWords, { minLength: 5, maxLength: 9 }),
        fc.uniqueArray(fc.stringMatching(/^[a-z]{2,6}$/), { maxLength: 3 }),
        casing,
        casing,
        async ([odd = '', ...names], plain, most, other) => {
          // Names of one small word fit every casing but one.
          const neutral = most === 'pascal' ? [] : plain;
          const all = [...names.map((name) => written(name, most)), ...neutral, written(odd, other)];
          expect(await outliers(all)).toEqual(most === other ? [] : [written(odd, other)]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is nobody where two are even', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(twoWords, { minLength: 2, maxLength: 8 }),
        casing,
        casing,
        async (names, one, other) => {
          const all = names.flatMap((name) => [written(name, one), written(name, other)]);
          expect(await outliers(all)).toEqual([]);
        },
      ),
      { numRuns: 50 },
    );
  });
});
