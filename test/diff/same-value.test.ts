import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameValue, shownValue } from '../../src/diff/same-value.ts';

/** Ten of the value before, so many times: written once each, it unfolds to ten to that power. */
function shared(times: number, leaf: unknown): unknown {
  let value = leaf;
  for (let time = 0; time < times; time += 1) value = Array.from({ length: 10 }, () => value);
  return value;
}

describe('two values', () => {
  it('are the same when their JSON is, whatever the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const copy = JSON.parse(JSON.stringify(value)) as unknown;
        expect(sameValue(JSON.parse(JSON.stringify(value)), copy)).toBe(true);
        expect(sameValue([value, 1], [copy, 2])).toBe(false);
      }),
    );
    expect(sameValue({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
    expect(sameValue([1, 2], [2, 1])).toBe(false);
    expect(sameValue({ a: undefined }, {})).toBe(false);
    expect(sameValue(JSON.parse('{"__proto__":{}}'), {})).toBe(false);
  });

  it('are compared by what is written, not by what it unfolds to', () => {
    expect(sameValue(shared(60, ['a']), shared(60, ['a']))).toBe(true);
    expect(sameValue(shared(60, ['a']), shared(60, ['b']))).toBe(false);
    expect(shownValue(shared(60, 'a'))).toBe('[…]');
    expect(shownValue({ a: 'x'.repeat(100) })).toHaveLength(60);
  });
});
