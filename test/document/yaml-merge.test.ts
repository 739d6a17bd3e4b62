import { expect, test } from 'vitest';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { parse } from 'yaml';
import { parseText } from '../../src/document/parse.ts';
import type { Pointer } from '../../src/document/pointer.ts';
import { expandMerges } from '../../src/document/yaml-merge.ts';
import { readYamlTolerantly } from '../../src/document/yaml-tolerant.ts';

const at = (pointer: string): Pointer => pointer as Pointer;
const read = (text: string) => parseText('x.yaml', text, 'yaml');
const value = (text: string): unknown => read(text).document.value;
const tolerant = (text: string): unknown => expandMerges(readYamlTolerantly(text).value).value;
const problems = (text: string): string[] =>
  read(text).problems.map(({ code, location: { pointer, range } }) =>
    [code, pointer, `${range.start.line}:${range.start.column}`].join(' '),
  );
/** The text where a member's value or key is written, with the line. */
function written(text: string, pointer: string, part: 'key' | 'value' = 'value'): string {
  const { document } = read(text);
  const { start, end } = document.span(at(pointer), part);
  const found = document.locate(at(pointer), part);
  expect(found.pointer).toBe(pointer);
  return `${found.range.start.line} ${text.slice(start, end)}`;
}

const nested = `a: &a {x: 1, y: 2}
b: &b
  <<: *a
  y: 3
  z: 4
c:
  w: 5
  <<: [*b, {x: 6, v: {u: 7}}]
d:
  <<: {t: 8}
  <<: *b
  z: 9
`;

test('merges, merges of merges and lists of mappings are expanded', () => {
  const expected = {
    a: { x: 1, y: 2 },
    b: { x: 1, y: 3, z: 4 },
    c: { w: 5, x: 1, y: 3, z: 4, v: { u: 7 } },
    d: { t: 8, x: 1, y: 3, z: 9 },
  };
  expect(value(nested)).toEqual(expected);
  expect(tolerant(nested)).toEqual(expected);
  expect(load(nested)).toEqual(expected);
  expect(problems(nested)).toEqual([]);
});

test.each([
  ['/b/x', '1 1'],
  ['/b/y', '4 3'],
  ['/c/w', '7 5'],
  ['/c/x', '1 1'],
  ['/c/y', '4 3'],
  ['/c/z', '5 4'],
  ['/c/v', '8 {u: 7}'],
  ['/c/v/u', '8 7'],
  ['/d/t', '10 8'],
  ['/d/z', '12 9'],
  ['/d/x', '1 1'],
  ['/c', '7 w: 5\n  <<: [*b, {x: 6, v: {u: 7}}]'],
])('%s is where it was written first', (pointer, place) => {
  expect(written(nested, pointer)).toBe(place);
  expect(written(`${nested}e: 1\ne: 2\n`, pointer)).toBe(place);
});

test('the key of a merged member is in the anchored text, of an own one its own', () => {
  expect(written(nested, '/c/y', 'key')).toBe('4 y');
  expect(written(nested, '/b/y', 'key')).toBe('4 y');
  expect(written(nested, '/b/x', 'key')).toBe('1 x');
});

test('merged objects are shared', () => {
  const shared = value('a: &a {x: {y: 1}}\nb: {<<: *a}\n') as Record<string, Record<string, unknown>>;
  expect(shared['b']?.['x']).toBe(shared['a']?.['x']);
});

test.each([
  ['a: &a {x: 1}\nb: {"<<": *a}\n', { a: { x: 1 }, b: { '<<': { x: 1 } } }],
  ["a: {'<<': 1, <<: {y: 2}}\n", { a: { '<<': 1, y: 2 } }],
  ['a: {! <<: 1}\n', { a: { '<<': 1 } }],
  ['a: <<\nb: [<<]\n', { a: '<<', b: ['<<'] }],
  ['<<', '<<'],
  ['- {x: a <<b, <<c: 1}\n', [{ x: 'a <<b', '<<c': 1 }]],
  ['a: {!!merge <<: {x: 1}}\n', { a: { x: 1 } }],
  ['a: {&k <<: {x: 1}}\n', { a: { x: 1 } }],
  ['a: {? << : {x: 1}}\n', { a: { x: 1 } }],
  ['a: &l [{x: 1}]\nb:\n  <<: *l\n', { a: [{ x: 1 }], b: { x: 1 } }],
])('%j', (text, expected) => {
  expect(value(text)).toEqual(expected);
  expect(tolerant(text)).toEqual(expected);
  expect(problems(text)).toEqual([]);
});

test('a key called __proto__ is merged as any other', () => {
  const merged = value('a: &a {__proto__: 1}\nb: {<<: *a}\n') as Record<string, object>;
  expect(Object.keys(merged['b'] ?? {})).toEqual(['__proto__']);
});

test.each([
  ['a:\n  <<: 1\n  b: 2\n', ['document-syntax /a/<< 2:7'], { a: { b: 2 } }],
  ['a:\n  <<:\n  b: 2\n', ['document-syntax /a/<< 2:6'], { a: { b: 2 } }],
  [
    'a:\n  <<: [{c: 3}, [1], x]\n',
    ['document-syntax /a/<</1 2:16', 'document-syntax /a/<</2 2:21'],
    { a: { c: 3 } },
  ],
])('what is no mapping is not merged, and told: %j', (text, expected, rest) => {
  expect(problems(text)).toEqual(expected);
  expect(value(text)).toEqual(rest);
});

test.each([
  ['a: &a\n  x: 1\n  <<: *a\n', 'document-alias-cycle /a/<< 3:7', { a: { x: 1 } }],
  [
    'a: &a\n  x: 1\n  b:\n    <<: *a\n    y: 2\n',
    'document-alias-cycle /a/b/<< 4:9',
    { a: { x: 1, b: { y: 2 } } },
  ],
  ['a: &a\n  b:\n    <<: [{z: 1}, *a]\n', 'document-alias-cycle /a/b/<</1 3:18', { a: { b: { z: 1 } } }],
])('a merge of what contains it is a cycle: %j', (text, problem, rest) => {
  expect(problems(text)).toEqual([problem]);
  expect(value(text)).toEqual(rest);
});

test('an own key given twice is told, merged or not', () => {
  expect(problems('a: &a {x: 1}\nb:\n  <<: *a\n  x: 2\n  x: 3\n')).toEqual([
    'document-duplicate-key /b/x 5:3',
  ]);
  expect(problems('a: &a {x: 1}\nb:\n  <<: *a\n  x: 2\n')).toEqual([]);
});

test('merges deeper than any stack, and merges that multiply, end', () => {
  let chain = 'm0: &m0 {k: 1}\n';
  for (let link = 1; link < 5_000; link++) chain += `m${link}: &m${link} {<<: *m${link - 1}}\n`;
  expect(written(chain, '/m4999/k')).toBe('1 1');
  let growing = 'm0: &m0 {k0: 1}\n';
  for (let link = 1; link < 2_000; link++)
    growing += `m${link}: &m${link} {<<: *m${link - 1}, k${link}: 1}\n`;
  expect(problems(growing).map((problem) => problem.split(' ')[0])).toEqual(['document-limit']);
  const bomb = `a: &a {x: 1}\nl: &l [${'*a,'.repeat(50_000)}]\nb: {<<: *l}\n`;
  expect(value(bomb)).toMatchObject({ b: { x: 1 } });
});

const keys = fc.constantFrom('a', 'b', 'c', '200', 'd e');
const source = fc.oneof(
  fc.nat(4).map((n) => `*${n}`),
  fc.dictionary(keys, fc.nat(9), { maxKeys: 2 }).map((own) => JSON.stringify(own)),
);
const mapping = fc.record({
  own: fc.uniqueArray(fc.tuple(keys, fc.oneof(fc.nat(9).map(String), source)), {
    selector: ([key]) => key,
    maxLength: 3,
  }),
  merges: fc.array(
    fc.oneof(
      source,
      fc.array(source, { maxLength: 3 }).map((list) => `[${list.join(', ')}]`),
    ),
    { maxLength: 2 },
  ),
  first: fc.boolean(),
  flow: fc.boolean(),
});

test('every reader gives the same values, and every pointer leads to its own value', () => {
  fc.assert(
    fc.property(fc.array(mapping, { minLength: 2, maxLength: 5 }), (mappings) => {
      const text = mappings
        .map(({ own, merges, first, flow }, index) => {
          // Only what stands before can be meant.
          const aim = (text: string): string =>
            text.replace(/\*(\d)/g, (_, n) => (index === 0 ? '{}' : `*m${Number(n) % index}`));
          const mine = own.map(([key, member]) => `"${key}": ${aim(member)}`);
          const merged = merges.map((merge) => `<<: ${aim(merge)}`);
          const lines = first ? [...merged, ...mine] : [...mine, ...merged];
          if (flow || lines.length === 0) return `m${index}: &m${index} {${lines.join(', ')}}\n`;
          return `m${index}: &m${index}\n${lines.map((line) => `  ${line}\n`).join('')}`;
        })
        .join('');
      const { document, problems: wrong } = read(text);
      expect(wrong).toEqual([]);
      expect(document.value).toEqual(load(text));
      expect(tolerant(text)).toEqual(document.value);
      expect(parse(text, { merge: true, uniqueKeys: false, maxAliasCount: -1 })).toEqual(document.value);
      for (const [name, members] of Object.entries(document.value as Record<string, object>))
        for (const [key, member] of Object.entries(members)) {
          const { start, end } = document.span(at(`/${name}/${key}`));
          const place = text.slice(start, end);
          if (!place.startsWith('*')) expect(value(place), `${text} ${name} ${key}`).toEqual(member);
          const named = document.span(at(`/${name}/${key}`), 'key');
          expect(text.slice(named.start, named.end)).toBe(`"${key}"`);
        }
    }),
    { numRuns: 500 },
  );
});
