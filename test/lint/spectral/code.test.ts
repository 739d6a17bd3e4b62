import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../src/lint/spectral/code.ts';

describe('the code of a rule of a ruleset', () => {
  it.each([
    ['no-eval', 'no-eval'],
    ['noEmptyTags', 'no-empty-tags'],
    ['HTTPStatusCodes', 'httpstatus-codes'],
    ['my_rule.v2', 'my-rule-v2'],
    ['owasp:api1:2023', 'owasp-api1-2023'],
    ['Größe', 'gro-e'],
    ['', 'rule'],
    ['info-contact', 'ruleset-info-contact'],
    ['infoContact', 'ruleset-info-contact'],
  ])('%j is %s', (name, code) => {
    expect(codeOf(name, new Set(['info-contact']))).toBe(code);
  });

  it('is one that reports may have, and not taken, for any names', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (names) => {
        const taken = new Set<string>();
        for (const name of names) {
          const code = codeOf(name, taken);
          expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(taken.has(code)).toBe(false);
          taken.add(code);
        }
      }),
    );
  });
});
