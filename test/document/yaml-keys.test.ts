import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import { isAlias, isCollection, parseDocument, visit } from 'yaml';
import { parseText } from '../../src/document/parse.ts';

const told = (text: string): string[] =>
  parseText('x.yaml', text, 'yaml').problems.map(({ code, message, location }) => {
    const { start, end } = location.range;
    return `${code} ${start.line}:${start.column}-${end.column} ${message.replace(/^.* is a /, '')}`;
  });

test.each([
  ['? [a, b]\n: 1\nc: 2\n', ['document-syntax 1:3-9 list']],
  ['? - a\n: 1\nc: 2\n', ['document-syntax 1:3-6 list']],
  ['?\n  - a\n: 1\nc: 2\n', ['document-syntax 2:3-6 list']],
  ['? a: b\n: 1\nc: 2\n', ['document-syntax 1:3-7 mapping']],
  ['c: 2\n[a]: 1\n{a: 1}: 2\n', ['document-syntax 2:1-4 list', 'document-syntax 3:1-7 mapping']],
  ['c: { [a]: 1, ? {b: 1} : 2, d: [] }\n', ['document-syntax 1:6-9 list', 'document-syntax 1:16-22 mapping']],
  ['c: &c { d: 1 }\n*c : 1\n', ['document-syntax 2:1-3 mapping']],
  ['c: &c [1]\nd: { *c : 1 }\n', ['document-syntax 2:6-8 list']],
  ['host: {{ host }}\n', ['document-syntax 1:8-16 mapping']],
  ['c: { a: 1, [b], {d: 2} }\n', ['document-syntax 1:12-15 list', 'document-syntax 1:17-23 mapping']],
  ['? &x !!seq [a]\n: 1\n', ['document-syntax 1:12-15 list']],
  ['- [a]: 1\n- c: 1\n', ['document-syntax 1:3-6 list']],
])('%j has a collection as a key, which is told', (text, expected) => {
  expect(told(text)).toEqual(expected);
});

test.each([
  'ids[]: 1\n"[a]": 2\n\'{a}\': 3\n',
  'c: |\n  [a]: b\n  ? [a]\n  *x : 1\n',
  'c: >-\n  {a}: b\n',
  'c: "see [a]: b, or {a}: c"\n',
  'c: 1 # [a]: b\n# ? [a]\nd: { e: 1 } # {a}: b\n',
  '? a long key\n: 1\n? "quoted: key"\n: 2\n? |\n  literal\n: 3\n',
  'c: &c d\n*c : 1\n',
  'c: { "a[]": 1, b: [x, y], c: {d: e}, f: [{g: h}, [i]] }\n',
  'c: is it? yes\nd: [a, b]\n',
])('%j has none', (text) => {
  expect(told(text)).toEqual([]);
});

test('the rest is read, without what such keys stand for', () => {
  const { document } = parseText(
    'x.yaml',
    'a: 1\n? [b]\n: &x { c: 1 }\nd: *x\ne: { {f: 1}: 2, g: 3 }\n',
    'yaml',
  );
  expect(document.value).toEqual({ a: 1, d: { c: 1 }, e: { g: 3 } });
});

test('whatever the text, it is told where, and only where, a key is a collection', () => {
  const unit = fc.constantFrom(
    ...'{}[],:?*&-'.split(''),
    ' ',
    ' ',
    '\n',
    '\n  ',
    ': ',
    '? ',
    '- ',
    '"',
    '#',
    'a',
    'b',
    '&x ',
    '*x ',
    '|\n  ',
  );
  const text = fc.array(unit, { maxLength: 24 }).map((all) => all.join(''));
  let with_ = 0;
  fc.assert(
    fc.property(text, (written) => {
      fc.pre(isReadable(written));
      const collection = hasCollectionKey(written);
      if (collection) with_ += 1;
      expect(told(written).some((each) => /(?:list|mapping)$/.test(each))).toBe(collection);
    }),
    { numRuns: 3_000, seed: 5 },
  );
  expect(with_).toBeGreaterThan(10);
});

/** Whether both parsers read the text, as one document. */
function isReadable(text: string): boolean {
  try {
    loadAll(text);
  } catch {
    return false;
  }
  return parseDocument(text, { uniqueKeys: false }).errors.length === 0;
}

function hasCollectionKey(text: string): boolean {
  const document = parseDocument(text, { uniqueKeys: false });
  let found = false;
  visit(document, {
    Pair(_, { key }) {
      const node: unknown = isAlias(key) ? key.resolve(document) : key;
      if (isCollection(node)) found = true;
    },
  });
  return found;
}

test('keys that are mappings whose keys are mappings are told of, however many there are', () => {
  // Each was looked at twice, and so each within it twice as often.
  expect(told(`a: 1\n${'? '.repeat(300)}`)).toEqual([expect.stringMatching(/^document-syntax 2:\d+-\d+ /)]);
});
