import { describe, expect, test } from 'vitest';
import { slowTextFor } from '../../src/schema/backtracking.ts';
import { takeApart } from '../../src/schema/pattern-syntax.ts';

describe('a pattern that backtracks without bounds', () => {
  test.each([
    ['^(a+)+$', 2],
    ['^(a|a)*$', 2],
    ['(\\s*)*x', 2],
    ['^(\\w+\\s?)*$', 2],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 2.6],
    ['^((?:[a-z]{1,10}){1,10}){1,10}$', 3],
    ['(x+x+)+y', 4],
    ['^([a-z0-9]+-?)+$', 2],
    ['^(a+)\\1+b|^(b|bb)*$', 1.6],
  ])('%s', (pattern, factor) => {
    const found = slowTextFor(pattern);
    expect(found?.factor).toBe(factor);
    const { prefix = '', pump = '', suffix = '', repeats = 0 } = found ?? {};
    // The text that is shown does not match, which is why every way is tried.
    expect(new RegExp(pattern).test(prefix + pump.repeat(repeats) + suffix)).toBe(false);
  });

  test('grows as a power of the length too', () => {
    expect(slowTextFor('\\d+\\d+\\d+x')).toMatchObject({ factor: undefined, degree: 3 });
  });
});

test.each([
  '^[a-z]+(_[a-z]+)*$',
  '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==)?$',
  '^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$',
  '^(https?://)?.*\\.pdf.*$',
  '^(?=.*a)(?=.*b).*$',
  '^(\\([0-9]{3}\\)|[0-9]{3}-)[0-9]{3}-[0-9]{4}$',
  '^(([a-zA-Z]|[a-zA-Z][a-zA-Z0-9\\-]*[a-zA-Z0-9])\\.)*([A-Za-z]|[A-Za-z][A-Za-z0-9\\-]*[A-Za-z0-9])$',
  '(?<=a)b',
  '(',
])('%s is not slow, or not known to be', (pattern) => {
  expect(slowTextFor(pattern)).toBeUndefined();
});

test('a faulty pattern is told with the place', () => {
  expect(takeApart('^97[89][0-9]{10$)')).toEqual({ kind: 'faulty', reason: "Unmatched ')'", at: 17 });
});
