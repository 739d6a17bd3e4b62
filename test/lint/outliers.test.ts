import fc from 'fast-check';
import { expect, it } from 'vitest';
import { child, rootNode } from '../../src/document/node.ts';
import { findOutliers } from '../../src/lint/consistency/outliers.ts';
import { documentOf } from '../openapi/support.ts';

const document = documentOf(Array.from({ length: 100 }, (_, index) => index));

function observe(variants: readonly string[]) {
  return variants.map((variant, index) => ({
    variant,
    at: child(rootNode(document), index) ?? rootNode(document),
  }));
}

const times = (count: number, variant: string) => Array.from({ length: count }, () => variant);

it.each([
  ['41 of 43', [...times(41, 'limit'), ...times(2, 'size')], 2],
  ['4 of 5', ['data', 'data', 'items', 'data', 'data'], 1],
  ['3 of 4 are too few', ['data', 'data', 'items', 'data'], undefined],
  ['3 of 5 are no habit', ['data', 'data', 'items', 'data', 'items'], undefined],
  ['17 of 20 are two habits', [...times(17, 'a'), ...times(3, 'b')], undefined],
  ['18 of 20', [...times(18, 'a'), 'b', 'c'], 2],
  ['all alike', times(20, 'a'), undefined],
])('%s', (_, variants, outliers) => {
  expect(findOutliers(observe(variants))?.rest.length).toBe(outliers);
});

it('tells of each place once', () => {
  const [first, ...others] = observe([...times(1, 'b'), ...times(19, 'a')]);
  if (first) expect(findOutliers([first, first, ...others])?.rest).toEqual([first]);
});

it('counts what it is given, whatever the order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'a', 'a', 'a', 'a', 'a', 'a', 'b', 'c'), { maxLength: 60 }),
      (variants) => {
        const found = findOutliers(observe(variants));
        const reversed = findOutliers(observe(variants.toReversed()));
        expect(reversed?.norm).toBe(found?.norm);
        if (!found) return;
        expect(found.count + found.rest.length).toBe(found.total);
        expect(found.total).toBe(variants.length);
        expect(found.rest.every(({ variant }) => variant !== found.norm)).toBe(true);
        expect(found.rest.length).toBeLessThanOrEqual(Math.max(1, found.total / 10));
      },
    ),
  );
});
