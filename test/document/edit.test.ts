import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Node } from '../../src/document/document.ts';
import {
  appendItem,
  insertMember,
  nestMembers,
  quoteValue,
  removeNode,
  renameKey,
  replaceValue,
  wrapInList,
  type Edits,
} from '../../src/document/edit.ts';
import { applyEdits } from '../../src/document/edit-text.ts';
import { isPlain, stringText } from '../../src/document/edit-scalar.ts';
import { nodeAt } from '../../src/document/node.ts';
import { appendKey, rootPointer, toPointer, type Pointer } from '../../src/document/pointer.ts';
import { fencedSources } from '../../src/document/markdown.ts';
import { parseSource, parseText } from '../../src/document/parse.ts';
import { defaultLimits } from '../../src/document/limits.ts';
import { anyText, writtenTexts } from './written.ts';

function at(text: string, pointer: string): Node {
  const { document, problems } = parseText('t', text);
  expect(problems).toEqual([]);
  return node(document, pointer);
}

function node(document: Node['document'], pointer: string): Node {
  const found = nodeAt(document, toPointer(pointer) ?? expect.fail(pointer));
  return found ?? expect.fail(`nothing at ${pointer}`);
}

function edited(text: string, edits: Edits): string | undefined {
  return edits && applyEdits(text, edits);
}

/** Each: the text, the pointer, and what becomes of it. */
describe('removing', () => {
  test.each([
    ['a: 1\nb: 2 # b\nc: 3 # c\n', '/b', 'a: 1\nc: 3 # c\n'],
    ['a: 1\r\nb:\r\n  x: 2 # x\r\n  y: [1,\r\n  2]\r\nc: 3', '/b', 'a: 1\r\nc: 3'],
    ['a: 1\nb: 2', '/b', 'a: 1'],
    ['\uFEFFa: 1\nb: 2\n', '/a', '\uFEFFb: 2\n'],
    ['a: 1\n\nb: 2\n\nc: 3\n', '/b', 'a: 1\n\nc: 3\n'],
    ['a: 1\n\nb: 2\n', '/b', 'a: 1\n'],
    ['# of a\na: 1\n# of b\nb: 2\n', '/b', '# of a\na: 1\n# of b\n'],
    ['a: |\n  x\n\nb: |\n  y\n\n  z\nc: 3\n', '/b', 'a: |\n  x\n\nc: 3\n'],
    ['- a: 1 # one\n  b: 2\n- c\n', '/0/a', '- b: 2\n- c\n'],
    ['- a: 1\n  # of b\n  b: 2\n', '/0/a', undefined],
    ['a:\n  b: 1\n', '/a/b', undefined],
    ['x:\n- a\n- b # b\n-\n  c: 1\n', '/x/1', 'x:\n- a\n-\n  c: 1\n'],
    ['x:\n- a\n-\n  c: 1\n- d\n', '/x/1', 'x:\n- a\n- d\n'],
    ['- - a\n  - b\n', '/0/0', '- - b\n'],
    ['x: [a, b, c]\n', '/x/0', 'x: [b, c]\n'],
    ['x: [a, b, c]\n', '/x/1', 'x: [a, c]\n'],
    ['x: [a, b, c]\n', '/x/2', 'x: [a, b]\n'],
    ['x: [a]\n', '/x/0', 'x: []\n'],
    ['x: [\n  a,\n  b, # b\n  c # c\n]\n', '/x/1', 'x: [\n  a,\n  c # c\n]\n'],
    ['x: [\n  a, # a\n  b # b\n]\n', '/x/1', 'x: [\n  a # a\n]\n'],
    ['x: {a: 1, b: 2,\n  c: 3}\n', '/x/b', 'x: {a: 1,\n  c: 3}\n'],
    ['{"a":1,"b":[1,2],"c":3}', '/b', '{"a":1,"c":3}'],
    ['{"a":1}', '/a', '{}'],
    ['{\n  "a": 1,\n  "b": 2\n}\n', '/b', '{\n  "a": 1\n}\n'],
    ['{\n  "a": 1,\n  "b": 2\n}\n', '/a', '{\n  "b": 2\n}\n'],
    ['{\n  "a": [\n    1,\n    2\n  ]\n}\n', '/a/1', '{\n  "a": [\n    1\n  ]\n}\n'],
    ['a: &x {b: 1, c: 2}\nd: *x\n', '/a/b', undefined],
    ['a: &x {b: 1, c: 2}\nd: *x\n', '/d/b', undefined],
    ['a: &x {b: 1}\nd: {<<: *x, e: 1}\n', '/d/b', undefined],
    ['a: &x {b: 1, c: 2}\nd: 1\ne: 2\n', '/e', 'a: &x {b: 1, c: 2}\nd: 1\n'],
    ['a: 1\nb: |+\n  x\n\nc: 1\n', '/c', undefined],
    ['? a\n: 1\n? b\n: 2\n', '/b', undefined],
  ])('%j %s', (text, pointer, expected) => {
    expect(edited(text, removeNode(at(text, pointer)))).toBe(expected);
  });
});

test.each([
  ['a: 1 # a\n', '/a', 'b', 'b: 1 # a\n'],
  ['"a": 1\n', '/a', 'b', '"b": 1\n'],
  ["'a' : 1\n", '/a', "it's", "'it''s' : 1\n"],
  ['GET: {}\n', '/GET', 'get', 'get: {}\n'],
  ['2xx: {}\n', '/2xx', '2XX', '2XX: {}\n'],
  ['titles/{id}: 1\n', '/titles~1{id}', '/titles/{id}', '/titles/{id}: 1\n'],
  ['{"a": 1}', '/a', 'b"', '{"b\\"": 1}'],
  ['a: 1\nb: 2\n', '/a', 'b', undefined],
  ['? a\n: 1\n', '/a', 'b', undefined],
  ['a: &x {b: 1}\nc: *x\n', '/c/b', 'd', undefined],
  ['&k a: 1\n', '/a', 'b', undefined],
])('renaming in %j %s to %s', (text, pointer, key, expected) => {
  expect(edited(text, renameKey(at(text, pointer), key))).toBe(expected);
});

test.each([
  ['a: "true" # a\n', '/a', true, 'a: true # a\n'],
  ["a: '3'\n", '/a', 3, 'a: 3\n'],
  ['a: String\n', '/a', 'string', 'a: string\n'],
  ['a: "String"\n', '/a', 'string', 'a: "string"\n'],
  ['a: x\n', '/a', 'true', "a: 'true'\n"],
  ['b: "q"\na: x\n', '/a', 'no', 'b: "q"\na: "no"\n'],
  ['a: string\n', '/a', ['string', 'null'], "a: [string, 'null']\n"],
  ['{"a":"string","b":[1,2]}', '/a', ['string', 'null'], '{"a":["string","null"],"b":[1,2]}'],
  ['{ "a": "string" }', '/a', ['string', 'null'], '{ "a": ["string", "null"] }'],
  ['a: [x]\n', '/a', 'x', 'a: x\n'],
  ['a: |\n  x\n', '/a', 'y', undefined],
  ['a: !!str 3\n', '/a', 3, undefined],
  ['a: &x 3\nb: *x\n', '/a', 4, undefined],
  ['a: &x 3\nb: *x\n', '/b', 4, undefined],
  ['- a: 1\n', '/0', 4, undefined],
  ['a: x\n  y\n', '/a', 'z', undefined],
  ['a:\n', '/a', 'z', undefined],
  ['x: [a b, c]\n', '/x/0', 'a,b', "x: ['a,b', c]\n"],
])('replacing in %j %s', (text, pointer, value, expected) => {
  expect(edited(text, replaceValue(at(text, pointer), value))).toBe(expected);
});

test.each([
  ['version: 1.10 # v\n', '/version', "version: '1.10' # v\n"],
  ['x: "q"\nversion: 1.0\n', '/version', 'x: "q"\nversion: "1.0"\n'],
  ['{"version": 1.0}', '/version', '{"version": "1.0"}'],
  ['a: True\n', '/a', "a: 'True'\n"],
])('quoting in %j', (text, pointer, expected) => {
  expect(edited(text, quoteValue(at(text, pointer)))).toBe(expected);
});

test.each([
  ['a: 1\nb: 2 # b\n', '', 'b', 'after', 'a: 1\nb: 2 # b\nk: [x]\n'],
  ['a: 1\nb: 2', '', 'b', 'after', 'a: 1\nb: 2\nk: [x]'],
  ['a: 1\r\nb: 2\r\n', '', 'a', 'after', 'a: 1\r\nk: [x]\r\nb: 2\r\n'],
  ['- a: 1\n  b: 2\n', '/0', 'a', 'before', '- k: [x]\n  a: 1\n  b: 2\n'],
  ['- a: 1\n- c\n', '/0', 'a', 'after', '- a: 1\n  k: [x]\n- c\n'],
  ['- {a: 1, b: 2}\n', '/0', 'a', 'after', '- {a: 1, k: [x], b: 2}\n'],
  ['{\n  "a": 1\n}', '', 'a', 'after', '{\n  "a": 1,\n  "k": ["x"]\n}'],
  ['{"a":1,"b":[2,3]}', '', 'a', 'after', '{"a":1,"k":["x"],"b":[2,3]}'],
  ['x: {\n  a: 1 # a\n}\n', '/x', 'a', 'after', undefined],
] as const)('inserting into %j', (text, pointer, beside, where, expected) => {
  expect(edited(text, insertMember(at(text, pointer), 'k', ['x'], beside, where))).toBe(expected);
});

test.each([
  ['x:\n- a # a\n', "x:\n- a # a\n- 'true'\n"],
  ['x: [a]\n', "x: [a, 'true']\n"],
  ['{"x": ["a"]}', '{"x": ["a", "true"]}'],
  ['x: []\n', undefined],
])('appending to %j', (text, expected) => {
  expect(edited(text, appendItem(at(text, '/x'), 'true'))).toBe(expected);
});

test.each([
  ['s:\n  $ref: "#/a" # r\n  n: 1\n', 's:\n  allOf:\n    - $ref: "#/a" # r\n  n: 1\n'],
  ['s: { $ref: "#/a", n: 1 }\n', 's: { allOf: [{ $ref: "#/a" }], n: 1 }\n'],
  ['{"s": {"$ref": "#/a", "n": 1}}', '{"s": {"allOf": [{ "$ref": "#/a" }], "n": 1}}'],
  ['{"s":{"$ref":"#/a","n":1}}', '{"s":{"allOf":[{"$ref":"#/a"}],"n":1}}'],
])('wrapping in %j', (text, expected) => {
  expect(edited(text, wrapInList(at(text, '/s/$ref'), 'allOf'))).toBe(expected);
});

test.each([
  [
    '- name: x\n  type: array\n  # of them\n  items:\n    type: string # s\n\n  in: query\n',
    '- name: x\n  schema:\n    type: array\n    # of them\n    items:\n      type: string # s\n\n  in: query\n',
  ],
  ['- type: array\n  items: {}\n', '- schema:\n    type: array\n    items: {}\n'],
  ['- { name: x, type: array, items: {} }\n', '- { name: x, schema: { type: array, items: {} } }\n'],
  ['[{"type":"array","items":{}}]', '[{"schema":{"type":"array","items":{}}}]'],
  ['- type: array\n  name: x\n  items: {}\n', undefined],
])('nesting in %j', (text, expected) => {
  expect(edited(text, nestMembers(at(text, '/0'), ['type', 'items'], 'schema'))).toBe(expected);
});

test('a fence in Markdown is edited in the file, behind what stands before its lines', () => {
  const text = '# T\n\n> ```yaml\n> openapi: 3.0.0\n> a:\n>   b: 1\n>   c: 2\n> ```\n> end\n';
  const [fence] = fencedSources('t.md', text);
  if (!fence) throw new Error('no fence');
  const { document } = parseSource(fence.source, fence.format, defaultLimits);
  expect(edited(text, removeNode(node(document, '/a/b')))).toBe(text.replace('>   b: 1\n', ''));
  expect(edited(text, insertMember(node(document, '/a'), 'd', 3, 'c'))).toBe(
    text.replace('>   c: 2\n', '>   c: 2\n>   d: 3\n'),
  );
});

test('a broken text is not edited', () => {
  const { document } = parseText('t', 'a: 1\na: 2\nb: 3\n');
  expect(removeNode(node(document, '/b'))).toBe(undefined);
});

test('what is plain is read as itself, and what is quoted too', () => {
  fc.assert(
    fc.property(anyText, fc.boolean(), fc.constantFrom('"', "'", undefined), (value, flow, quote) => {
      const style = flow ? 'flow' : 'block';
      const written = stringText(value, { style, quote: "'", compact: false }, quote);
      const text = flow ? `k: [${written}, {${written}: x}]\n` : `k:\n  ${written}: ${written}\n`;
      const { document, problems } = parseText('t', text);
      expect(problems, text).toEqual([]);
      const expected = flow ? [value, { [value]: 'x' }] : { [value]: value };
      expect(document.value, text).toEqual({ k: expected });
      if (quote === undefined && written === value) expect(isPlain(value, flow)).toBe(true);
    }),
  );
});

/** What an edit of the text has to come to in the value. */
const operations: readonly {
  readonly name: string;
  readonly edits: (target: Node) => Edits;
  readonly inMemory: (holder: unknown, key: string | number) => unknown;
}[] = [
  {
    name: 'remove',
    edits: removeNode,
    inMemory: (holder, key) =>
      Array.isArray(holder)
        ? holder.filter((_, index) => index !== key)
        : fromEntries(Object.entries(holder as object).filter(([name]) => name !== key)),
  },
  {
    name: 'rename',
    edits: (target) => renameKey(target, 'new: name'),
    inMemory: (holder, key) => renamed(holder as object, key, 'new: name'),
  },
  ...['plain', 'true', "it's\n", 7, null, ['a', { b: true }]].map((value) => ({
    name: `replace by ${JSON.stringify(value)}`,
    edits: (target: Node) => replaceValue(target, value),
    inMemory: (holder: unknown, key: string | number) => withMember(holder, key, value),
  })),
  ...(['after', 'before'] as const).map((where) => ({
    name: `insert ${where}`,
    edits: (target: Node) => insertBeside(target, where),
    inMemory: (holder: unknown) => ({ ...(holder as object), 'new key': ['x'] }),
  })),
  {
    name: 'wrap',
    edits: (target) => wrapInList(target, 'wrapped'),
    inMemory: (holder, key) => {
      const { [key]: own, ...rest } = holder as Record<string, unknown>;
      return { ...rest, wrapped: [{ [key]: own }] };
    },
  },
  {
    name: 'nest',
    edits: (target) => nestMembers(holderNode(target), [lastKey(target)], 'nested'),
    inMemory: (holder, key) => {
      const { [key]: own, ...rest } = holder as Record<string, unknown>;
      return { ...rest, nested: { [key]: own } };
    },
  },
];

function insertBeside(target: Node, where: 'after' | 'before'): Edits {
  return insertMember(holderNode(target), 'new key', ['x'], lastKey(target), where);
}

function holderNode({ document, pointer }: Node): Node {
  return node(document, pointer.slice(0, pointer.lastIndexOf('/')));
}

function lastKey({ pointer }: Node): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}

function fromEntries(entries: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(entries);
}

function renamed(holder: object, key: string | number, to: string): object {
  return fromEntries(Object.entries(holder).map(([name, value]) => [name === key ? to : name, value]));
}

function withMember(holder: unknown, key: string | number, value: unknown): unknown {
  return Array.isArray(holder)
    ? holder.map((item: unknown, index) => (index === key ? value : item))
    : fromEntries(
        Object.entries(holder as object).map(([name, item]) => [name, name === key ? value : item]),
      );
}

/** A copy in which one collection, by its path, is another. */
function replacedAt(
  value: unknown,
  path: readonly (string | number)[],
  change: (old: unknown) => unknown,
): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return change(value);
  const inner = (value as Record<string | number, unknown>)[first];
  return withMember(value, first, replacedAt(inner, rest, change));
}

function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item])
    : Object.entries(value);
  return entries.flatMap(([key, item]) => [[...path, key], ...pathsOf(item, [...path, key])]);
}

/** Where a comment of the text would be lost with what it stands beside. */
function comments(text: string): string[] {
  return text.match(/# (?:note|about) \d+/g) ?? [];
}

test('edits of any text change the value as meant, and nothing outside of their lines', () => {
  const made = new Map<string, number>();
  fc.assert(
    fc.property(
      writtenTexts,
      fc.nat(),
      fc.constantFrom(...operations),
      ({ value, text }, pick, operation) => {
        const parsed = parseText('t', text);
        expect(parsed.problems, text).toEqual([]);
        expect(parsed.document.value, text).toEqual(value);
        const paths = pathsOf(value);
        const path = paths[pick % paths.length] ?? [];
        const pointer = path.reduce<Pointer>((at, key) => appendKey(at, key), rootPointer);
        const edits = operation.edits(nodeAt(parsed.document, pointer) ?? expect.fail(pointer));
        if (edits === undefined) return;
        made.set(operation.name, (made.get(operation.name) ?? 0) + 1);
        const changed = applyEdits(text, edits);
        const again = parseText('t', changed);
        const label = `${operation.name} ${pointer}\n${text}\n->\n${changed}`;
        expect(again.problems, label).toEqual([]);
        const holder = path.slice(0, -1);
        const key = path.at(-1) ?? '';
        const expected = replacedAt(value, holder, (old) => operation.inMemory(old, key));
        expect(again.document.value, label).toEqual(expected);
        // No comment is lost but with what it stands in or behind.
        if (operation.name !== 'remove') expect(comments(changed), label).toEqual(comments(text));
        if (text.includes('\r\n')) expect(/[^\r]\n/.test(changed), label).toBe(false);
        expect(changed.startsWith('\uFEFF'), label).toBe(text.startsWith('\uFEFF'));
        expect(/\n$/.test(changed), label).toBe(/\n$/.test(text));
      },
    ),
    { numRuns: 1_500 },
  );
  for (const { name } of operations) expect(made.get(name) ?? 0, name).toBeGreaterThan(20);
});
