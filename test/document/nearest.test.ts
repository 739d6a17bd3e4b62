import { expect, test } from 'vitest';
import { nearestName } from '../../src/document/nearest.ts';

test.each([
  ['Titel', ['Title', 'Author'], 'Title'],
  ['discription', ['summary', 'description'], 'description'],
  ['title', ['Title'], 'Title'],
  ['xyz', ['Title', 'Author'], undefined],
  ['a', ['b'], undefined],
  ['__prot__', ['__proto__', 'constructor'], '__proto__'],
])('%s among %j is %s', (name, candidates, nearest) => {
  expect(nearestName(name, candidates)).toBe(nearest);
});

test('a very long name costs nothing', () => {
  expect(nearestName('x'.repeat(1e6), ['x'.repeat(1e6 - 1)])).toBeUndefined();
});
