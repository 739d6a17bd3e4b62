import { expect, test } from 'vitest';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { parseText } from '../../src/document/parse.ts';
import type { Pointer } from '../../src/document/pointer.ts';

const at = (pointer: string): Pointer => pointer as Pointer;
const value = (text: string): unknown => parseText('x.yaml', text, 'yaml').document.value;
const problems = (text: string): string[] =>
  parseText('x.yaml', text, 'yaml').problems.map(
    ({ code, location }) => `${code} ${location.range.start.line}:${location.range.start.column}`,
  );

test.each([
  ['2020-01-01', '2020-01-01'],
  ['yes', 'yes'],
  ['0o7', 7],
  ['010', 10],
  ['0x1F', 31],
  ['0b1', '0b1'],
  ['1_000', '1_000'],
  ['+.5', 0.5],
  ['-1', -1],
  ['1.', 1],
  ['1e3', 1000],
  ['.inf', Number.POSITIVE_INFINITY],
  ['.nan', Number.NaN],
  ['~', null],
  ['Null', null],
  ['TRUE', true],
  ['tRUE', 'tRUE'],
  ['<<', '<<'],
  ['12:30', '12:30'],
])('%s is a scalar of the core schema', (text, expected) => {
  expect(value(`a: ${text}\n`)).toEqual({ a: expected });
  expect(parse(`a: ${text}\n`)).toEqual({ a: expected });
});

test('what `yaml` writes is read as `yaml` reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (written) => {
      const text = stringify({ root: written });
      // Merge keys are expanded here, and kept as they are by `yaml`: test/document/yaml-merge.test.ts is about them.
      fc.pre(!/^[ -]*(?:\? )?<</m.test(text));
      expect(value(text)).toEqual(parse(text));
    }),
  );
});

test('a key given twice, in quotes or not, is told with the first, and the rest is read', () => {
  const parsed = parseText('x.yaml', 'r:\n  200: a\n  "200": b\ns: [1]\n', 'yaml');
  expect(parsed.problems).toMatchObject([
    {
      code: 'document-duplicate-key',
      location: { pointer: '/r/200', range: { start: { line: 3, column: 3 }, end: { line: 3, column: 8 } } },
      related: [{ location: { range: { start: { line: 2, column: 3 } } } }],
    },
  ]);
  expect(parsed.document.value).toEqual({ r: { 200: 'b' }, s: [1] });
});

test('all mistakes are told, and the rest is read', () => {
  const text = 'openapi: 3.0.0\ninfo:\n  title: a: b\n  version: 1\npaths: [1\ntags: []\n';
  expect(problems(text).length).toBeGreaterThan(1);
  expect(problems(text)[0]).toBe('document-syntax 3:10');
  expect(value(text)).toMatchObject({ openapi: '3.0.0' });
});

test('an alias without anchor is a mistake', () => {
  expect(problems('a: *b\nc: 1\n')).toEqual(['document-syntax 1:4']);
});

test('an alias within its own anchor is cut off where it is written', () => {
  const { document, problems: found } = parseText('x', 'a: &a\n  b: *a\n  c: &c [*c, 1]\n', 'yaml');
  expect(document.value).toEqual({ a: { b: null, c: [null, 1] } });
  expect(found.map(({ code, location }) => [code, location.pointer, location.range.start])).toEqual([
    ['document-alias-cycle', '/a/b', { line: 2, column: 6 }],
    ['document-alias-cycle', '/a/c/0', { line: 3, column: 10 }],
  ]);
});

test('aliases that multiply stay shared', () => {
  let text = 'a0: &a0 [x, x]\n';
  for (let level = 1; level < 60; level++) {
    text += `a${level}: &a${level} [*a${level - 1}, *a${level - 1}]\n`;
  }
  const parsed = value(text) as Record<string, unknown[]>;
  expect(parsed['a59']?.[0]).toBe(parsed['a58']);
  expect(parsed['a59']?.[1]).toBe(parsed['a58']);
});

test('a pointer through an alias leads to the anchored text; to the alias, to the alias', () => {
  const { document } = parseText('x', 'a: &x\n  b: 1\nc: *x\nd: {e: *x}\n', 'yaml');
  expect(document.locate(at('/c/b')).range.start).toEqual({ line: 2, column: 6 });
  expect(document.locate(at('/d/e/b')).range.start).toEqual({ line: 2, column: 6 });
  expect(document.locate(at('/c')).range.start).toEqual({ line: 3, column: 4 });
});

test.each([
  ['a: 1\n---\nb: 2\n', ['document-syntax 2:1']],
  ['a: 1\n...\n# c\nb: 2\n', ['document-syntax 4:1']],
  ['---\na: 1\n...\n', []],
  ['%YAML 1.2\n---\na: 1\n', []],
  ['# c\n---\n# d\na: |\n  ---\n', []],
])('%j: one document is read', (text, expected) => {
  expect(problems(text)).toEqual(expected);
});

test.each([
  '['.repeat(100_000),
  '- '.repeat(100_000),
  '{a: '.repeat(3_000),
  '? '.repeat(3_000),
  '[*a,'.repeat(3_000),
])('nesting without end is no crash (%#)', (text) => {
  expect(problems(text).length).toBeGreaterThan(0);
});

test('no text makes it throw', () => {
  const text = fc.string({ unit: fc.constantFrom(...'{}[]",:\'&*!|>-?#% \n\tab1'.split('')), maxLength: 40 });
  fc.assert(
    fc.property(text, (broken) => {
      const { document } = parseText('x', broken, 'yaml');
      expect(document.span(at('')).end).toBeLessThanOrEqual(broken.length + 1);
      const pointers = Array.isArray(document.value) ? ['/0', '/1'] : ['/a', '/b', '/a/b'];
      for (const pointer of pointers)
        expect(document.locate(at(pointer)).range.start.line).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test('control characters are told where they stand, and what is around them is read', () => {
  const text = 'a: "b\u001bc"\nd: e\u000cf # \u0007\ng: 1\n';
  expect(problems(text)).toEqual(['document-syntax 1:6', 'document-syntax 2:5', 'document-syntax 2:10']);
  expect(parseText('x.yaml', text, 'yaml').problems[0]?.message).toBe(
    'a control character must be written as \\x1b, in double quotes',
  );
  expect(value(text)).toMatchObject({ g: 1 });
});
