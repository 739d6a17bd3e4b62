import { expect, test } from 'vitest';
import { nodeAt } from '../../src/document/node.ts';
import { toPointer } from '../../src/document/pointer.ts';
import { createSchemas } from '../../src/schema/create-schemas.ts';
import { documentsOf, judgeWith, lines, siteIn } from './support.ts';

const dialect = 'json-schema-2020-12';

test('a violation names the keyword where it is written, in whatever file', () => {
  const documents = documentsOf({
    'api.json': { a: { properties: { b: { $ref: 'types/b.json#/b' } } } },
    'types/b.json': { b: { allOf: [{ $ref: '#/c' }] }, c: { minLength: 2 } },
  });
  const judgement = createSchemas(documents).judge(siteIn(documents, '/a', dialect), { b: 'x' });
  if (judgement.kind !== 'invalid') throw new Error(judgement.kind);
  const [violation] = judgement.violations;
  expect(violation).toMatchObject({ instance: '/b', keyword: 'minLength', actual: 'x' });
  expect([violation?.schema.document.uri, violation?.schema.pointer, violation?.schema.value]).toEqual([
    'types/b.json',
    '/c/minLength',
    2,
  ]);
});

test('a recursive schema judges values as deep as they come', () => {
  const judge = judgeWith({ type: 'object', properties: { next: { $ref: '#' } } });
  let value: unknown = 5;
  for (let depth = 0; depth < 200; depth += 1) value = { next: value };
  expect(lines(judge(value))).toEqual([`${'/next'.repeat(200)} type: must be an object, is a number`]);
});

test('a value nested 3,000 deep is judged or told to be too deep, and the next one is judged again', () => {
  const judge = judgeWith({ type: 'object', properties: { next: { $ref: '#' } } });
  let value: unknown = {};
  for (let depth = 0; depth < 100_000; depth += 1) value = { next: value };
  expect(lines(judge(value))).toEqual(['unjudged at : the value is nested too deeply to be judged']);
  expect(judge({ next: {} }).kind).toBe('valid');
});

test('a schema nested 3,000 deep compiles in parts', () => {
  let schema: object = { type: 'string' };
  for (let depth = 0; depth < 3_000; depth += 1) schema = { properties: { a: schema } };
  expect(judgeWith(schema)({ a: { a: 5 } }).kind).toBe('valid');
});

test('a schema that shares its parts a billion times over compiles once', () => {
  let schema: object = { type: 'string' };
  for (let level = 0; level < 30; level += 1) schema = { properties: { a: schema, b: schema } };
  const documents = { ...documentsOf({ 'a.json': {} }) };
  const root = { ...documents.root, value: schema };
  const node = nodeAt(root, toPointer('')!)!;
  const schemas = createSchemas({ ...documents, root });
  const site = { node, dialect, direction: 'request' } as const;
  expect(schemas.judge(site, { a: { b: { a: 1 } } }).kind).toBe('valid');
  expect(schemas.check(site)).toBeUndefined();
});

test('a dangling reference is unjudged only where a value gets there; check finds it anyway', () => {
  const documents = documentsOf({
    'a.json': { properties: { a: { $ref: '#/$defs/b' } }, $defs: { b: { items: { $ref: '#/nope' } } } },
  });
  const schemas = createSchemas(documents);
  const site = siteIn(documents, '', dialect);
  expect(schemas.judge(site, { a: [] }).kind).toBe('valid');
  expect(lines(schemas.judge(site, { a: [1] }))).toEqual([
    'unjudged at /$defs/b/items/$ref: the document has no nope',
  ]);
  expect(schemas.check(site)?.node.pointer).toBe('/$defs/b/items/$ref');
});

test.each([
  [{ allOf: [{ $ref: '#' }] }],
  [{ $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } }],
])('a schema that leads back to itself for the same value cannot be judged with: %j', (schema) => {
  const documents = documentsOf({ 'a.json': schema });
  const schemas = createSchemas(documents);
  const site = siteIn(documents, '', dialect);
  expect(schemas.check(site)?.reason).toContain('refers to itself');
  expect(schemas.judge(site, 1).kind).toBe('unjudged');
});

test.each([
  [{ properties: { a: { pattern: '([' } } }, '/properties/a/pattern', 'Invalid regular expression'],
  [{ patternProperties: { '([': {} } }, '/patternProperties/([', 'Invalid regular expression'],
  [{ type: 'strnig' }, '/type', 'type must be one of'],
  [{ maxLength: '5' }, '/maxLength', 'maxLength must be a whole number from 0 on, is "5"'],
  [{ required: 'a' }, '/required', 'required must be an array of strings'],
  [{ items: [], prefixItems: [] }, '/prefixItems', 'prefixItems must be an array of at least one schema'],
  [{ properties: { a: 'string' } }, '/properties/a', 'a schema must be an object, is "string"'],
  [{ properties: { a: { $ref: 5 } } }, '/properties/a/$ref', '$ref must be a string'],
])('%j cannot be judged with', (schema, pointer, reason) => {
  const documents = documentsOf({ 'a.json': schema });
  const schemas = createSchemas(documents);
  const site = siteIn(documents, '', dialect);
  expect(schemas.check(site)?.node.pointer).toBe(pointer);
  expect(schemas.check(site)?.reason).toContain(reason);
  expect(schemas.judge(site, {}).kind).toBe('unjudged');
});

test('a pattern that backtracks without end is given up, and says where it stands', () => {
  expect(lines(judgeWith({ pattern: '^(a+)+$' })(`${'a'.repeat(50)}!`))).toEqual([
    'unjudged at /pattern: matching 51 characters against ^(a+)+$ takes too long; --limit patternTime=N allows more',
  ]);
  expect(judgeWith({ pattern: '^(?:[a-z0-9]+-)*[a-z0-9]+$' })('a-'.repeat(5_000) + 'a').kind).toBe('valid');
});

test('$dynamicRef takes the outermost anchor of its name', () => {
  const list = {
    $id: 'list',
    type: 'array',
    items: { $dynamicRef: '#item' },
    $defs: { item: { $dynamicAnchor: 'item' } },
  };
  const strings = {
    $id: 'strings',
    $ref: 'list',
    $defs: { item: { $dynamicAnchor: 'item', type: 'string' }, list },
  };
  const documents = documentsOf({ 'a.json': { $ref: 'strings', $defs: { strings } } });
  const schemas = createSchemas(documents);
  expect(lines(schemas.judge(siteIn(documents, '', dialect), ['a', 1]))).toEqual([
    '/1 type: must be a string, is a number',
  ]);
  expect(schemas.judge(siteIn(documents, '/$defs/strings/$defs/list', dialect), ['a', 1]).kind).toBe('valid');
});

test('$dynamicRef without a dynamic anchor at its first target is a $ref', () => {
  const schema = {
    $id: 'root',
    $ref: 'inner',
    $defs: {
      outer: { $dynamicAnchor: 'a', type: 'string' },
      inner: { $id: 'inner', $dynamicRef: '#a', $defs: { a: { $anchor: 'a', type: 'number' } } },
    },
  };
  expect(judgeWith(schema)(5).kind).toBe('valid');
});

test('unions below a $dynamicRef are explained in the scope that they were judged in', () => {
  const tree = {
    $id: 'tree',
    $dynamicAnchor: 'node',
    type: 'object',
    properties: { child: { anyOf: [{ $dynamicRef: '#node' }, { type: 'null' }] } },
  };
  const strict = { $id: 'strict', $dynamicAnchor: 'node', $ref: 'tree', required: ['name'], $defs: { tree } };
  expect(lines(judgeWith(strict)({ name: 'a', child: {} }))).toEqual([
    '/child required: must have property name',
  ]);
});

test('violations are bounded', () => {
  const judgement = judgeWith({ items: { type: 'string' } })(
    Array.from({ length: 5_000 }, (_, index) => index),
  );
  expect(lines(judgement)).toHaveLength(100);
});

test('a value that unfolds to a trillion parts is given up, whatever looks at it', () => {
  let value: unknown = 'x';
  for (let level = 0; level < 40; level += 1) value = [value, value];
  const tooLarge = ['unjudged at : the value is too large to be judged'];
  expect(lines(judgeWith({ items: { $ref: '#' } })(value))).toEqual(tooLarge);
  expect(lines(judgeWith({ uniqueItems: true })(value))).toEqual(tooLarge);
  expect(lines(judgeWith({ enum: [[1]] })(value))).toEqual(tooLarge);
  expect(judgeWith({ const: 1 })(value).kind).toBe('invalid');
});
