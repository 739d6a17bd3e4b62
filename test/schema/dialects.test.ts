import { expect, test } from 'vitest';
import type { Dialect } from '../../src/openapi/model.ts';
import { judgeWith, lines } from './support.ts';

type Case = readonly [
  dialect: Dialect,
  name: string,
  schema: unknown,
  value: unknown,
  expected: readonly string[],
];

const cases: readonly Case[] = [
  [
    'openapi-2.0',
    'a Parameter Object is read as a schema',
    {
      name: 'a',
      in: 'query',
      required: true,
      type: 'array',
      collectionFormat: 'csv',
      allowEmptyValue: true,
      items: { type: 'integer' },
    },
    ['x'],
    ['/0 type: must be an integer, is a string'],
  ],
  ['openapi-2.0', 'type: file accepts anything', { type: 'file' }, 'x', []],
  ['openapi-2.0', 'x-nullable', { type: 'string', 'x-nullable': true }, null, []],
  ['openapi-2.0', 'oneOf is not in this dialect', { oneOf: [{ type: 'string' }] }, 1, []],
  [
    'openapi-2.0',
    'boolean exclusiveMaximum',
    { maximum: 5, exclusiveMaximum: true },
    5,
    [' maximum: must be less than 5, is 5'],
  ],
  ['openapi-3.0', 'nullable with a type', { type: 'string', nullable: true }, null, []],
  [
    'openapi-3.0',
    'nullable names null',
    { type: 'string', nullable: true },
    5,
    [' type: must be a string or null, is a number'],
  ],
  [
    'openapi-3.0',
    'nullable without a type, beside allOf',
    { nullable: true, allOf: [{ type: 'object' }] },
    null,
    [],
  ],
  [
    'openapi-3.0',
    'the rest holds for other values',
    { nullable: true, allOf: [{ type: 'object' }] },
    5,
    [' type: must be an object, is a number'],
  ],
  [
    'openapi-3.0',
    'nullable does not widen an enum',
    { type: 'string', nullable: true, enum: ['a'] },
    null,
    [' enum: must be "a", is null'],
  ],
  [
    'openapi-3.0',
    'nullable with null in the enum',
    { type: 'string', nullable: true, enum: ['a', null] },
    null,
    [],
  ],
  [
    'openapi-3.0',
    'keywords beside $ref are ignored',
    { properties: { a: { $ref: '#/x', type: 'string' } }, x: { type: 'number' } },
    { a: 1 },
    [],
  ],
  ['openapi-3.0', 'const is not in this dialect', { const: 1 }, 2, []],
  [
    'json-schema-2020-12',
    'nullable is not in this dialect',
    { type: 'string', nullable: true },
    null,
    [' type: must be a string, is null'],
  ],
  [
    'json-schema-2020-12',
    'keywords beside $ref count',
    { $ref: '#/$defs/a', minLength: 2, $defs: { a: { type: 'string' } } },
    'a',
    [' minLength: must have at least 2 characters, has 1'],
  ],
  [
    'json-schema-draft-04',
    'boolean exclusiveMinimum',
    { minimum: 5, exclusiveMinimum: true },
    5,
    [' minimum: must be greater than 5, is 5'],
  ],
  ['json-schema-draft-04', 'const is not in this dialect', { const: 1 }, 2, []],
  [
    'json-schema-draft-06',
    'const and numeric exclusiveMinimum',
    { exclusiveMinimum: 5, const: 5 },
    5,
    [' exclusiveMinimum: must be greater than 5, is 5'],
  ],
  ['json-schema-draft-06', 'if is not in this dialect', { if: true, then: false }, 5, []],
  [
    'json-schema-draft-07',
    'items as a list, and additionalItems',
    { items: [{ type: 'string' }], additionalItems: { type: 'null' } },
    [1, 2],
    ['/1 type: must be null, is a number', '/0 type: must be a string, is a number'],
  ],
  [
    'json-schema-draft-07',
    'dependencies',
    { dependencies: { a: ['b'], c: { required: ['d'] } } },
    { a: 1, c: 1 },
    [' dependencies: must have property b, because it has a', ' required: must have property d'],
  ],
  [
    'json-schema-draft-07',
    'keywords beside $ref are ignored',
    { definitions: { a: {} }, properties: { x: { $ref: '#/definitions/a', type: 'null' } } },
    { x: 1 },
    [],
  ],
  [
    'json-schema-2019-09',
    'contains does not evaluate',
    { contains: { const: 1 }, unevaluatedItems: false },
    [1],
    [' unevaluatedItems: must not have item 0'],
  ],
  [
    'json-schema-2019-09',
    '$recursiveRef without an anchor',
    { properties: { n: { $recursiveRef: '#' } }, type: 'object' },
    { n: 5 },
    ['/n type: must be an object, is a number'],
  ],
  [
    'unknown',
    'nothing is judged',
    { type: 'string' },
    5,
    ['unjudged at : it is written in a schema dialect that cannot be judged with'],
  ],
];

test.each(cases)('%s: %s', (dialect, _, schema, value, expected) => {
  expect(lines(judgeWith(schema, dialect)(value))).toEqual(expected);
});

test('a resource may declare another dialect', () => {
  const schema = {
    $ref: '#/$defs/old',
    $defs: {
      old: { $id: 'old', $schema: 'http://json-schema.org/draft-07/schema#', items: [{ type: 'string' }] },
    },
  };
  expect(lines(judgeWith(schema)([1]))).toEqual(['/0 type: must be a string, is a number']);
});

test.each([
  ['openapi-3.0', 'request', { required: ['id', 'b'], properties: { id: { readOnly: true }, b: {} } }, ['b']],
  [
    'openapi-3.0',
    'response',
    { required: ['id', 'b'], properties: { id: { readOnly: true }, b: {} } },
    ['id', 'b'],
  ],
  [
    'openapi-3.0',
    'response',
    { required: ['secret', 'b'], properties: { secret: { writeOnly: true } } },
    ['b'],
  ],
  [
    'openapi-3.0',
    'request',
    { required: ['id'], properties: { id: { $ref: '#/x' } }, x: { allOf: [{ readOnly: true }] } },
    [],
  ],
  [
    'openapi-3.0',
    'request',
    { allOf: [{ $ref: '#/x' }, { properties: { id: { readOnly: true } } }], x: { required: ['id', 'c'] } },
    ['c'],
  ],
  [
    'openapi-3.0',
    'request',
    { required: ['id'], allOf: [{ $ref: '#/x' }], x: { properties: { id: { readOnly: true } } } },
    [],
  ],
  ['openapi-3.0', 'request', { properties: { id: { readOnly: true } }, oneOf: [{ required: ['id'] }] }, []],
  ['openapi-2.0', 'request', { required: ['id'], properties: { id: { readOnly: true } } }, []],
] as const)('%s, %s: hidden properties of %j', (dialect, direction, schema, missing) => {
  expect(lines(judgeWith(schema, dialect, direction)({}))).toEqual(
    missing.map((name) => ` required: must have property ${name}`),
  );
});
