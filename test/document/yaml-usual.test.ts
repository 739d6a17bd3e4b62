import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { Document, stringify, visit, type ToStringOptions } from 'yaml';
import { parseText } from '../../src/document/parse.ts';
import { loadJsYaml } from '../../src/document/yaml-library.ts';
import { edits } from '../fuzz/edit.ts';
import { mutateText } from '../fuzz/mutate-text.ts';
import { compareReaders } from './usual.ts';

/** Reads a text both ways; gives whether the reader of usual YAML read it. */
function agree(text: string): boolean {
  const compared = compareReaders(text);
  if (typeof compared === 'object') expect.fail(`${compared.differs} in ${JSON.stringify(text)}`);
  return compared === 'the same';
}

test.each([
  'a: 1\n',
  '# c\n\n---\n# d\na: b # c\n',
  '\uFEFFa: b\n',
  'a: b\r\nc:\r\n  - |\r\n    d\r\n    e\r\n',
  'a:\nb:\n- 1\n-\n- c: d\n  e:\n',
  "a: plain\n  goes\n\n  on # c\nb: \"x\n\n  y\"\nc: 'it''s\n  z'\n",
  'a: "\\u00e4\\x41\\U0001F600\\t\\"\\\\ \\/"\n"b\\n": 1\n',
  'a: "one \\\n  two\\n\\\n  \\ three"\n',
  'a: |\n  x\n    y\n\n  z\n\n\nb: >-\n  x\n  y\n\n    z\n  w\nc: |+\n  k\n\nd: >2\n    e\n  f\n',
  'a: |\n\n  x\n \n  y  \nb: |-\nc: |\n   # no comment\n # one\nd: |+\n\n\n',
  'a: {b: [1, {c: d}], "e":f, g: "h, i"}\nj: [\n  k, # c\n  l,\n]\n',
  'a: |1 # c\n    \nb: >2 #\n     \n',
  '- - a\n  - b: c\n    d: e\n  -\n    f\n- g h\n',
  '200: a\n1.0: b\n~: c\n0x10: d\nTrue: e\n"12": f\n',
  'a: 0o7\nb: .inf\nc: -.5e3\nd: 1.2.3\ne: 2020-01-01\nf: 0x\ng: 123456789012345678901\nh: 007\ni: -0\n',
  'a:b: c:d\ne#f: g#h\n/x/{y}: z\n-a: ?b\n"c" : d\n',
  'constructor: 1\ntoString: 2\nhasOwnProperty: 3\n',
  'a: 😀\nb: "\\ud83d\\ude00"\n',
])('is read: %j', (text) => {
  expect(agree(text)).toBe(true);
  // As its end may be that of any line.
  for (let end = 0; end < text.length; end++) agree(text.slice(0, end));
});

test.each([
  '',
  '# c\n',
  'a\n',
  '"a"\n',
  '{a: b}\n',
  'a: &b 1\n',
  'a: *b\n',
  'a: !!str 1\n',
  '%YAML 1.2\n---\na: 1\n',
  'a: 1\n---\nb: 2\n',
  'a: 1\n...\n',
  '? a\n: b\n',
  'a:\n\tb: 1\n',
  '-\ta: 1\n  b: 2\n',
  '- \t - b: 2\n',
  'a: 1\na: 2\n',
  'a: 1\n"a": 2\n',
  'a: {b: 1, b: 2}\n',
  '__proto__: 1\n',
  '<<: {a: 1}\n',
  'a: {<<: {b: 1}}\n',
  'a: b: c\n',
  'a: b\n  c: d\n',
  'a:\n  b: 1\n c: 2\n',
  'a: b\n # c\n  d\n',
  'a: "b" c\n',
  'a: "b\nc"\n',
  'a: "\\q"\n',
  'a: "b\n',
  'a: [b\n',
  'a: [b, , c]\n',
  'a: - b\n',
  'a: @b\n',
  'a: |x\n  b\n',
  'a: |\n    \n  b\n',
  'a: \u0007\n',
  'a: \ud800\n',
])('is left to the reader of all of YAML: %j', (text) => {
  expect(agree(text)).toBe(false);
});

test('what goes beyond the limits is left alone, and no more', () => {
  const limits = { depth: 5, values: 100 };
  expect(compareReaders('a: [[[[1]]]]\n', limits)).toBe('left alone');
  expect(compareReaders('a: [[[1]]]\n', limits)).toBe('the same');
  expect(compareReaders(`a: [${'1, '.repeat(60)}]\n`, limits)).toBe('left alone');
  expect(compareReaders(`a: [${'1, '.repeat(30)}]\n`, limits)).toBe('the same');
  expect(compareReaders('- '.repeat(2_000), limits)).toBe('left alone');
});

test('every YAML file of this repository is read alike', () => {
  const root = new URL('../../', import.meta.url);
  const files = globSync(['**/*.{yaml,yml}'], {
    cwd: root,
    ignore: ['**/node_modules/**', 'dist/**', 'build/**'],
  });
  const read = files.filter((file) => agree(readFileSync(new URL(file, root), 'utf8')));
  expect(files.length).toBeGreaterThan(400);
  expect(read.length / files.length).toBeGreaterThan(0.9);
});

const word = fc.oneof(
  fc.constantFrom(
    ...['a', 'type', '200', '1.5', 'true', 'null', '~', '', ' ', 'x: y', 'x #y', '- z', '#', '[b]', '{c}'],
    ...['it\'s "so"', 'back\\slash', 'a\nb', ' a\n\n b\n', 'x\n\ty', 'tab\there', '*a', '&b', '!c', '|', '>'],
    ...['<<', '---', '...', '%d', '@e', '?', ':', 'ä', '😀', '0x1F', '-1', '.inf', 'trailing ', 'e:', '\n\n'],
    'so long that it has to be folded where lines are short, and even then goes on',
  ),
  fc.string({ maxLength: 8 }),
);
const { collection } = fc.letrec<{ value: unknown; collection: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(word, fc.double(), fc.integer(), fc.boolean(), fc.constant(null)),
    tie('collection'),
  ),
  collection: fc.oneof(
    fc.dictionary(word, tie('value'), { maxKeys: 4 }),
    fc.array(tie('value'), { maxLength: 4 }),
  ),
}));
const styles: fc.Arbitrary<ToStringOptions> = fc.record({
  indent: fc.constantFrom(1, 2, 4),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 25, 80),
  minContentWidth: fc.constant(0),
  doubleQuotedMinMultiLineLength: fc.constant(10),
  defaultStringType: fc.constantFrom(
    ...(['PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_FOLDED', 'BLOCK_LITERAL'] as const),
  ),
  defaultKeyType: fc.constantFrom(...(['PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'] as const)),
  nullStr: fc.constantFrom('null', '~', ''),
  directives: fc.constantFrom(true, false),
  flowCollectionPadding: fc.boolean(),
});

test('what `yaml` writes in any style is read alike', () => {
  let read = 0;
  let count = 0;
  fc.assert(
    fc.property(
      collection,
      styles,
      fc.array(fc.nat(5), { minLength: 1, maxLength: 6 }),
      (written, style, flows) => {
        const document = new Document(written);
        let seen = 0;
        const flow = (): boolean => flows[seen++ % flows.length] === 0;
        visit(document, {
          Map: (_, node) => void (node.flow = flow()),
          Seq: (_, node) => void (node.flow = flow()),
        });
        count++;
        if (agree(document.toString(style))) read++;
      },
    ),
    { numRuns: 2_000 },
  );
  expect(read / count).toBeGreaterThan(0.3);
});

test('what js-yaml writes is read alike', () => {
  fc.assert(
    fc.property(
      collection,
      fc.constantFrom(1, 2, 4),
      fc.constantFrom(-1, 20, 80),
      fc.boolean(),
      (written, indent, lineWidth, flat) => {
        agree(loadJsYaml().dump(written, { indent, lineWidth, noArrayIndent: flat, noRefs: true }));
      },
    ),
    { numRuns: 500 },
  );
});

const samples = [
  ...['contracts/salina.yaml', 'test/diff/versions/3.0.yaml', 'test/fuzz/seeds/library.yaml'].map((file) =>
    readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').slice(0, 1_200),
  ),
  'a: |\n  x\n    y\n\n  z\nb: >-\n  x\n  y\n\n    z\nc:\n- "q\n  r"\n- s\n  t # u\n- [v, {w: x}]\n',
  stringify({ a: { b: ['c', { d: 'e f' }], g: 'h\ni\n' }, j: null, k: [[1], [{ l: 2 }]] }),
];

test('real texts with mistakes are read alike or left alone', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.constantFrom(...samples), edits(6), (text, made) => {
      if (agree(mutateText(text, made))) read++;
    }),
    { numRuns: 1_500 },
  );
  expect(read).toBeGreaterThan(100);
});

const token = fc.constantFrom(
  ...['a', 'b', '1', 'true', '"', "'", '"c"', "'d'", '\\', '|', '>', '|-', '>+', '|2', '# e', '#'],
  ...[': ', ':', ':\n', '- ', '-\n', '\n', '\n', '\n', '\n\n', ' ', '  ', '    ', '\t', '? ', '\r\n'],
  ...['[', ']', '{', '}', ', ', ',', '---', '...', '<<', 'a: ', 'b:\n  ', '- c: ', '\n  ', '\n    ', '\n '],
);

test('any tokens of YAML in any order are read alike or left alone', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.array(token, { maxLength: 25 }), (tokens) => {
      for (const head of ['', 'a:\n  ', 'a: |\n  ', '- ']) if (agree(head + tokens.join(''))) read++;
    }),
    { numRuns: 6_000 },
  );
  expect(read).toBeGreaterThan(500);
});

test('one text is read as it was written before', () => {
  const { document, problems } = parseText('x.yaml', 'a:\n  b: {c: [1, "two"]}\n', 'yaml');
  expect(problems).toEqual([]);
  expect(document.value).toEqual({ a: { b: { c: [1, 'two'] } } });
});
