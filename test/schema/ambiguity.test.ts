import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPolynomial } from '../../src/schema/ambiguity.ts';
import { slowTextFor } from '../../src/schema/backtracking.ts';

test.each([
  String.raw`^[a-z0-9]+(?:-[a-z0-9]+)*$`,
  String.raw`^([a-z]+\.)*[a-z]+$`,
  String.raw`^(\d{4}-\d{2}|[A-Z])+$`,
  String.raw`^(?:[a-z]|[A-Z])+$`,
  String.raw`^(foo|bar)*$`,
  String.raw`^\w+(\.\w+)*@\w+(\.\w+)+$`,
  String.raw`^(/[^/]+)+$`,
  String.raw`^v\d+(\.\d+){1,2}(-[0-9a-z.]+)?$`,
  String.raw`a*b*c*`,
])('%s is harmless', (source) => expect(isPolynomial(source)).toBe(true));

test.each([
  String.raw`^(a+)+$`,
  String.raw`^(a*)*$`,
  String.raw`^(a|a)*$`,
  String.raw`^(\d{4}-\d{2}|[A-Z]+)+$`,
  String.raw`^(a|b|ab)*$`,
  String.raw`^([a-z]+-?)+$`,
  String.raw`^(\w+\s?)*$`,
  String.raw`^(.*,)*x$`,
  String.raw`^((|)a)*$`,
  String.raw`^(a?b?)*$`,
  String.raw`^(a+b?)*$`,
  String.raw`(?=a)(b+c?)+`,
  String.raw`(a+)\1+`,
  String.raw`^(\p{L}+-)*$`,
])('%s is doubtful', (source) => expect(isPolynomial(source)).toBe(false));

test('what is harmless has no text that takes exponentially long', () => {
  const atom = fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', String.raw`\w`);
  const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
    part: fc.oneof(
      { maxDepth: 3 },
      atom,
      fc
        .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', ''))
        .map(([inner, times]) => `(?:${inner})${times}`),
    ),
    pattern: fc.oneof(
      { maxDepth: 3 },
      tie('part'),
      fc.tuple(tie('part'), tie('part')).map(([one, other]) => one + other),
      fc.tuple(tie('part'), tie('part')).map(([one, other]) => `${one}|${other}`),
    ),
  }));
  fc.assert(
    fc.property(pattern, (inner) => {
      const source = `^(?:${inner})$`;
      if (isPolynomial(source)) expect([source, slowTextFor(source)?.factor]).toEqual([source, undefined]);
    }),
    { numRuns: 400 },
  );
});
