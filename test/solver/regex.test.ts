import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { and, not } from '../../src/schema/solver/regex/expression.ts';
import { languageOf, matches, shortestWord } from '../../src/schema/solver/regex/language.ts';

const budget = 20_000;

function language(source: string) {
  const found = languageOf(source);
  if (found === undefined) throw new Error(`not regular: ${source}`);
  return found;
}

/** Patterns as people write them, put together at random. */
const pattern = fc.letrec<{ pattern: string }>((tie) => {
  const part = tie('pattern');
  return {
    pattern: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom(
        'a',
        'b',
        '.',
        '[ab]',
        '[^a]',
        '\\d',
        '\\w',
        '\\s',
        '^',
        '$',
        '',
        '\\.',
        '[a-c]',
        '\\u00e9',
      ),
      fc.tuple(part, part).map(([a, b]) => a + b),
      fc.tuple(part, part).map(([a, b]) => `(?:${a}|${b})`),
      fc
        .tuple(
          fc.constantFrom('a', 'b', '[ab]', '(?:ab|c)', '\\d'),
          fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '*?'),
        )
        .map(([a, b]) => a + b),
      part.map((a) => `(?=${a})`),
      part.map((a) => `(?!${a})`),
      part.map((a) => `(${a})`),
    ),
  };
}).pattern;
const text = fc.oneof(fc.string({ maxLength: 6 }), fc.stringMatching(/^[abc1 .\n]{0,6}$/));

describe('languages of patterns', () => {
  test('agree with the regular expressions of JavaScript', () => {
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 8, maxLength: 8 }), (source, texts) => {
        const found = languageOf(source);
        fc.pre(found !== undefined);
        const expression = new RegExp(source, 'u');
        for (const one of texts) {
          const word = shortestWord(
            and([
              language(source),
              language(`^${[...one].map((c) => `\\u{${c.codePointAt(0)?.toString(16)}}`).join('')}$`),
            ]),
            0,
            Infinity,
            budget,
          );
          expect(word.kind === 'word', JSON.stringify([source, one])).toBe(expression.test(one));
        }
      }),
      { numRuns: 400, seed: 5 },
    );
  });

  test('give shortest words that match, and none only where none does', () => {
    fc.assert(
      fc.property(
        pattern,
        fc.nat({ max: 3 }),
        fc.array(text, { minLength: 10, maxLength: 10 }),
        (source, min, texts) => {
          const found = languageOf(source);
          fc.pre(found !== undefined);
          const expression = new RegExp(source, 'u');
          const word = shortestWord(found, min, Infinity, budget);
          if (word.kind === 'word') {
            expect(expression.test(word.word), JSON.stringify([source, word.word])).toBe(true);
            expect([...word.word].length).toBeGreaterThanOrEqual(min);
          }
          for (const one of texts) {
            const long = [...one].length;
            if (long < min || !expression.test(one)) continue;
            expect(word.kind, JSON.stringify([source, one])).toBe('word');
            if (word.kind === 'word') expect([...word.word].length).toBeLessThanOrEqual(long);
          }
        },
      ),
      { numRuns: 400, seed: 6 },
    );
  });

  test.each([
    ['^[a-z]{2,64}$', '^[a-z0-9]+$'],
    ['^(?=.*\\d)[a-z\\d]{8,}$', '^[a-z\\d]{8,}$'],
    ['^\\p{Lu}', '\\p{L}'],
    ['^[0-9a-f]{8}-[0-9a-f]{4}$', '-'],
    ['^(?!foo)\\w+$', '^\\w+$'],
    ['^a.{0,500}$', '^a'],
  ])('%s is contained in %s', (narrow, wide) => {
    expect(shortestWord(and([language(narrow), not(language(wide))]), 0, Infinity, budget)).toEqual({
      kind: 'none',
    });
    expect(shortestWord(and([language(wide), not(language(narrow))]), 0, Infinity, budget).kind).toBe('word');
  });

  test.each(['\\bword\\b', '(?<=a)b', '(a)\\1', '(?:^a|b)+'])('%s is left to others', (source) => {
    expect(languageOf(source)).toBeUndefined();
  });

  test.each([
    ['^[a-z]{3}$', 'aaa'],
    ['^\\d+$', '0'],
    ['[^a-zA-Z0-9]', '_'],
    ['^.$', 'a'],
    ['', ''],
  ])('the shortest word of %s is friendly', (source, word) => {
    expect(shortestWord(language(source), 0, Infinity, budget)).toEqual({ kind: 'word', word });
  });

  test('a pattern that would backtrack for ever is matched in no time', () => {
    expect(matches('^(a+)+$', `${'a'.repeat(5000)}!`)).toBe(false);
    expect(matches('^(a+)+$', 'a'.repeat(5000))).toBe(true);
  });

  test('a search that takes too long says so', () => {
    expect(shortestWord(language('^(?=.*a.{12}$)(?=.*b.{12}$)[ab]*$'), 0, Infinity, 50).kind).toBe('unknown');
  });
});
