import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { focusedJson } from '../../src/report/witness.ts';
import { pointer } from './reports.ts';

describe('a payload in a line', () => {
  const order = { items: [{ id: 'a'.repeat(20), count: 0 }, { id: 'b' }], note: 'n'.repeat(60) };

  it.each([
    ['/items/0/count', '{"items":[{"count":0, …}, …], …}'],
    ['/items/1/id', '{"items":[…, {"id":"b"}], …}'],
    ['/items/0', '{"items":[{"id":…, …}, …], …}'],
    ['/note', '{"note":"nnnnnnnnnnnnnnnnnnnnnnn…", …}'],
    ['/items', '{"items":[…, {"id":"b"}], …}'],
  ])('shows what matters at %s', (at, shown) => {
    expect(focusedJson(order, pointer(at), 38)).toBe(shown);
  });

  it('counts items that all have no room', () => {
    const items = Array.from({ length: 101 }, (_, index) => ({ id: `a long id of ${index}` }));
    expect(focusedJson({ data: items, more: true }, pointer('/data'), 60)).toBe('{"data":[… 101 items], …}');
  });

  it('shows the end of a long way', () => {
    const deep = { first: { second: [{ third: { fourth: { fifth: 'x' } } }] } };
    expect(focusedJson(deep, pointer('/first/second/0/third/fourth/fifth'), 40)).toBe(
      '… [{"third":{"fourth":{"fifth":"x"}}}]',
    );
    expect(focusedJson(deep, pointer('/first/nowhere/0/third'), 20)).toBe('… {"second":…}');
  });

  it('is whole where there is room, and where nothing in it matters more', () => {
    expect(focusedJson({ a: 1 }, pointer('/a'), 20)).toBe('{"a":1}');
    expect(focusedJson(order, undefined, 20)).toBe(JSON.stringify(order));
  });

  it('never ends in half an escape or half a character', () => {
    const hard = fc.string({
      unit: fc.constantFrom('\\', '\u0001', '"', '😀', 'a'),
      minLength: 5,
      maxLength: 40,
    });
    fc.assert(
      fc.property(hard, fc.integer({ min: 10, max: 30 }), (text, columns) => {
        const shown = focusedJson({ text }, pointer('/text'), columns);
        const begun = JSON.parse(shown) as { text: string };
        expect(text.startsWith(begun.text.replace(/…$/, ''))).toBe(true);
        expect(begun.text).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});
