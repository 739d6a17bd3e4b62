import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Document } from '../../src/document/document.ts';
import { parseText, type ParsedDocument } from '../../src/document/parse.ts';
import { appendKey, rootPointer, type Pointer } from '../../src/document/pointer.ts';

/** What a person types: a little out, a little in, often what JSON is made of. */
const edits = fc.record({
  at: fc.nat(999),
  remove: fc.integer({ min: 0, max: 4 }),
  insert: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom('', ' ', '"', ',', ':', '{', '}', '[', ']', '\\', '\n', '1', '//'),
    },
    fc.constantFrom('"a": 1, ', '"__proto__": {}, ', '{"a": [1]}', '[[]], ', ', null', '"x', "'", 'é😀'),
  ),
});

/** Keys often enough the same for one to be given twice. */
const keys = fc.constantFrom('a', 'b', '0', '__proto__', 'a/b', '"', '\n');
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, 1.5, '', 'text', '{', '\\'),
    { weight: 2, arbitrary: fc.array(tie('json'), { minLength: 1, maxLength: 3 }) },
    {
      weight: 3,
      arbitrary: fc
        .array(fc.tuple(keys, tie('json')), { minLength: 1, maxLength: 3 })
        .map((members) => Object.fromEntries(new Map(members))),
    },
  ),
}));

/** All that can be asked of a document. */
function told({ document, problems }: ParsedDocument) {
  return {
    value: JSON.stringify(document.value),
    sound: document.sound,
    problems,
    places: placesOf(document),
  };
}

function placesOf(document: Document): unknown[] {
  const places: unknown[] = [];
  const visit = (value: unknown, pointer: Pointer): void => {
    places.push([pointer, document.span(pointer), document.locate(pointer, 'key').range]);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) visit(member, appendKey(pointer, key));
  };
  visit(document.value, rootPointer);
  return places;
}

test('what is parsed from before is what is parsed anew', () => {
  let sooner = 0;
  fc.assert(
    fc.property(
      fc.tuple(json, json, json),
      fc.constantFrom(0, 1),
      fc.boolean(),
      fc.array(edits, { minLength: 1, maxLength: 5 }),
      (value, indent, mark, changes) => {
        let text = (mark ? '\uFEFF' : '') + JSON.stringify(value, null, indent);
        let last = parseText('x.json', text, 'json');
        for (const { at, remove, insert } of changes) {
          const offset = Math.floor((at / 1_000) * text.length);
          text = text.slice(0, offset) + insert + text.slice(offset + remove);
          const whole = parseText('x.json', text, 'json');
          const again = last.reparse?.(text);
          if (again !== undefined) {
            sooner++;
            expect(told(again)).toEqual(told(whole));
          }
          last = again ?? whole;
        }
      },
    ),
    { numRuns: 400 },
  );
  expect(sooner).toBeGreaterThan(200);
});

test('what was not changed is the same value', () => {
  const before = parseText('x.json', '{"a": {"b": [1]}, "c": {"d": 1}}', 'json');
  const after = before.reparse?.('{"a": {"b": [1]}, "c": {"d": 12}}');
  expect(after?.document.value).toEqual({ a: { b: [1] }, c: { d: 12 } });
  const member = (parsed: ParsedDocument | undefined, key: string): unknown =>
    (parsed?.document.value as Record<string, unknown> | undefined)?.[key];
  expect(member(after, 'a')).toBe(member(before, 'a'));
  expect(member(after, 'c')).not.toBe(member(before, 'c'));
});

test('a change that breaks a bracket is read with the whole text', () => {
  const before = parseText('x.json', '{"a": {"b": [1]}}', 'json');
  expect(before.reparse?.('{"a": {"b": [1}}')).toBeUndefined();
});
