import { describe, expect, it } from 'vitest';
import { diffChecks } from '../../src/index.ts';
import peers from './peer-ids.json' with { type: 'json' };

/**
 * What other tools call the changes that they know: oasdiff's checks (784 in 1.38.0), the properties of OpenAPITools'
 * openapi-diff, the rules of openapi-changes (`component.property`) and Optic's breaking changes ruleset. Each has our
 * codes, or says why we tell nothing of it.
 */
type Meaning = string | readonly string[] | { readonly none: string };
const known: Readonly<Record<string, Readonly<Record<string, Meaning>>>> = peers;

const checks = new Map(diffChecks.map((check) => [check.code, check]));

function codesOf(meaning: Meaning): readonly string[] {
  if (typeof meaning === 'string') return [meaning];
  return 'none' in meaning ? [] : meaning;
}

describe('what other tools find', () => {
  for (const [tool, ids] of Object.entries(known)) {
    it(`${tool}: each id has a code, or a reason for none`, () => {
      const wrong = Object.entries(ids).filter(([, meaning]) => {
        const codes = codesOf(meaning);
        if (codes.length === 0)
          return !(typeof meaning === 'object' && 'none' in meaning && meaning.none.length > 20);
        return codes.some((code) => !checks.has(code));
      });
      expect(wrong).toEqual([]);
    });
  }

  // The others have no ids that a config could hold: openapi-changes nests keys, and Optic names rules in sentences.
  for (const tool of ['oasdiff', 'openapi-diff']) {
    it(`${tool}: configs and ignores may use its ids`, () => {
      const missing = Object.entries(known[tool] ?? {}).flatMap(([id, meaning]) =>
        codesOf(meaning)
          .filter((code) => code !== id && !checks.get(code)?.aliases?.includes(id))
          .map((code) => `${code} lacks ${id}`),
      );
      expect(missing).toEqual([]);
    });
  }

  it('nearly all of oasdiff has a code', () => {
    expect(Object.keys(known['oasdiff'] ?? {})).toHaveLength(784);
  });
});
