import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchText, wildcards } from '../../src/document/wildcards.ts';

/** Parts of patterns, as calls and as what a regular expression says of them. */
const parts = {
  a: ['a', (to: Pattern) => to.literal('a')],
  b: ['b', (to: Pattern) => to.literal('b')],
  slash: ['/', (to: Pattern) => to.literal('/')],
  one: ['[^/]', (to: Pattern) => to.one()],
  some: ['[^/]*', (to: Pattern) => to.some()],
  all: ['.*', (to: Pattern) => to.all()],
  folders: ['(?:[^/]*/)*', (to: Pattern) => to.folders()],
  names: ['(?:/[^/]*)*', (to: Pattern) => to.names()],
} as const;
type Pattern = ReturnType<typeof wildcards>;
type Tree = keyof typeof parts | readonly (readonly Tree[])[];

const { tree } = fc.letrec<{ tree: Tree; list: readonly Tree[] }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...(Object.keys(parts) as (keyof typeof parts)[])),
    fc.array(tie('list'), { minLength: 1, maxLength: 3 }),
  ),
  list: fc.array(tie('tree'), { maxLength: 3 }),
}));

function put(one: Tree, to: Pattern): string {
  if (typeof one === 'string') {
    parts[one][1](to);
    return parts[one][0];
  }
  to.open();
  const sources = one.map((list, index) => {
    if (index > 0) to.or();
    return list.map((each) => put(each, to)).join('');
  });
  to.close();
  return `(?:${sources.join('|')})`;
}

describe('a pattern with wildcards', () => {
  it('means what a regular expression of the same parts means', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 7 });
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), fc.array(text, { maxLength: 5 }), fc.boolean(), run),
      { numRuns: 500 },
    );
    function run(trees: readonly Tree[], texts: readonly string[], below: boolean): void {
      const pattern = wildcards();
      const source = trees.map((each) => put(each, pattern)).join('');
      const expression = new RegExp(`^${source}${below ? '(?:/.*)?' : ''}$`, 's');
      const matches = pattern.test(below);
      for (const one of texts) expect([one, matches(one)]).toEqual([one, expression.test(one)]);
    }
  });

  it('takes no time to speak of, however many wildcards it has', () => {
    expect(matchText(`${'*a'.repeat(2000)}*b`)('a'.repeat(2000))).toBe(false);
    const pattern = wildcards();
    for (let index = 0; index < 2000; index += 1) {
      pattern.open();
      pattern.some();
      pattern.or();
      pattern.folders();
      pattern.close();
    }
    pattern.literal('b');
    expect(pattern.test()('a/'.repeat(200))).toBe(false);
  });

  it('may be as deep as any, and end before its alternatives do', () => {
    const pattern = wildcards();
    for (let index = 0; index < 100_000; index += 1) pattern.open();
    pattern.literal('a');
    expect(pattern.test()('a')).toBe(true);
  });
});
