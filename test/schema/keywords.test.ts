import { expect, test } from 'vitest';
import { judgeWith, lines } from './support.ts';

type Case = readonly [name: string, schema: unknown, value: unknown, expected: readonly string[]];

const cases: readonly Case[] = [
  ['type', { type: 'string' }, 5, [' type: must be a string, is a number']],
  ['several types', { type: ['array', 'null'] }, 'a', [' type: must be an array or null, is a string']],
  ['integer', { type: 'integer' }, 1.5, [' type: must be an integer, is 1.5']],
  ['1.0 is an integer', { type: 'integer' }, 1.0, []],
  [
    'enum',
    { enum: ['draft', 'published'] },
    'drafd',
    [' enum: must be one of "draft", "published", is "drafd"; did you mean draft?'],
  ],
  ['enum of objects', { enum: [{ a: [1] }] }, { a: [1] }, []],
  ['empty enum', { enum: [] }, 1, [' enum: must not be there: its schema accepts nothing']],
  ['const', { const: { a: 1 } }, { a: 2 }, [' const: must be {"a":1}, is {"a":2}']],
  ['maximum', { maximum: 3 }, 4, [' maximum: must be at most 3, is 4']],
  ['exclusiveMinimum', { exclusiveMinimum: 3 }, 3, [' exclusiveMinimum: must be greater than 3, is 3']],
  ['multipleOf in decimals', { multipleOf: 0.01 }, 19.99, []],
  ['multipleOf', { multipleOf: 0.01 }, 19.995, [' multipleOf: must be a multiple of 0.01, is 19.995']],
  ['multipleOf of huge numbers', { multipleOf: 3 }, 3e22, []],
  [
    'minLength counts code points',
    { minLength: 2 },
    '😀',
    [' minLength: must have at least 2 characters, has 1'],
  ],
  ['pattern', { pattern: '^97' }, 'ab', [' pattern: must match ^97, is "ab"']],
  ['pattern that only the old grammar knows', { pattern: '^[\\w-.]+\\_$' }, 'a_', []],
  ['format', { format: 'date' }, '2024-02-30', [' format: must be a valid date, is "2024-02-30"']],
  ['format of another type', { format: 'date' }, 5, []],
  ['unknown format', { format: 'no-such-format' }, 'x', []],
  [
    'required',
    { required: ['a', 'b', 'a'] },
    {},
    [' required: must have property a', ' required: must have property b'],
  ],
  [
    'inherited names are no members',
    { required: ['toString'] },
    {},
    [' required: must have property toString'],
  ],
  ['properties called like inherited ones', { properties: { constructor: { type: 'string' } } }, {}, []],
  [
    '__proto__ as a property',
    JSON.parse('{"properties":{"__proto__":{"type":"string"}},"additionalProperties":false}'),
    JSON.parse('{"__proto__":5}'),
    ['/__proto__ type: must be a string, is a number'],
  ],
  [
    'additionalProperties',
    { properties: { title: {} }, additionalProperties: false },
    { titel: 1 },
    [' additionalProperties: unknown property titel; did you mean title?'],
  ],
  [
    'additionalProperties as a schema',
    { additionalProperties: { type: 'null' } },
    { a: 1 },
    ['/a type: must be null, is a number'],
  ],
  [
    'patternProperties',
    { patternProperties: { '^x-': { type: 'string' } } },
    { 'x-a': 1 },
    ['/x-a type: must be a string, is a number'],
  ],
  [
    'propertyNames',
    { propertyNames: { pattern: '^a' } },
    { b: 1 },
    [' propertyNames: property name "b" must match ^a'],
  ],
  ['minProperties', { minProperties: 1 }, {}, [' minProperties: must have at least 1 property, has 0']],
  [
    'false as a property',
    { properties: { a: false } },
    { a: 1 },
    ['/a false: must not be there: its schema accepts nothing'],
  ],
  [
    'dependentRequired',
    { dependentRequired: { card: ['address'] } },
    { card: 1 },
    [' dependentRequired: must have property address, because it has card'],
  ],
  [
    'dependentSchemas beside dependentRequired',
    { dependentRequired: { a: ['b'] }, dependentSchemas: { a: { properties: { a: { type: 'string' } } } } },
    { a: 1 },
    [' dependentRequired: must have property b, because it has a', '/a type: must be a string, is a number'],
  ],
  [
    'uniqueItems',
    { uniqueItems: true },
    [{ a: 1, b: 2 }, 3, { b: 2, a: 1.0 }],
    [' uniqueItems: must not repeat an item: 0 and 2 are equal'],
  ],
  ['uniqueItems tells 1 from "1"', { uniqueItems: true }, [1, '1', true, 'true', null], []],
  [
    'prefixItems and items',
    { prefixItems: [{ type: 'string' }], items: false },
    [1, 2],
    [' items: must have at most 1 item', '/0 type: must be a string, is a number'],
  ],
  [
    'contains',
    { contains: { type: 'string' } },
    [1],
    [' contains: must contain at least one item of the kind that contains asks for, has none'],
  ],
  [
    'contains beside prefixItems',
    { contains: true, prefixItems: [{}] },
    [],
    [' contains: must contain at least one item of the kind that contains asks for, has none'],
  ],
  [
    'maxContains',
    { contains: { const: 1 }, maxContains: 1 },
    [1, 1],
    [' maxContains: must contain at most 1 item of the kind that contains asks for, has 2'],
  ],
  ['minContains 0', { contains: { const: 1 }, minContains: 0 }, [], []],
  ['not', { not: { type: 'string' } }, 'a', [' not: must not be what the schema under not describes']],
  [
    'if and then',
    { if: { properties: { a: { const: 1 } } }, then: { required: ['b'] } },
    { a: 1 },
    [' required: must have property b'],
  ],
  [
    'if and else',
    { if: { required: ['a'] }, else: { required: ['b'] } },
    {},
    [' required: must have property b'],
  ],
  [
    'allOf says a thing once',
    { allOf: [{ type: 'string' }, { type: 'string' }] },
    1,
    [' type: must be a string, is a number'],
  ],
  [
    'unevaluatedProperties through allOf',
    { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
    { a: 1, b: 2 },
    [' unevaluatedProperties: unknown property b'],
  ],
  [
    'unevaluatedProperties through $ref and anyOf',
    {
      $ref: '#/$defs/base',
      anyOf: [{ required: ['x'], properties: { x: {} } }, { properties: { y: {} } }],
      unevaluatedProperties: false,
      $defs: { base: { properties: { id: {} } } },
    },
    { id: 1, y: 1, x: 1, z: 1 },
    [' unevaluatedProperties: unknown property z'],
  ],
  [
    'a branch that rejects evaluates nothing',
    { anyOf: [{ required: ['x'], properties: { y: {} } }, {}], unevaluatedProperties: false },
    { y: 1 },
    [' unevaluatedProperties: unknown property y'],
  ],
  [
    'unevaluatedProperties as a schema',
    { unevaluatedProperties: { type: 'string' } },
    { a: 1 },
    ['/a type: must be a string, is a number'],
  ],
  [
    'unevaluatedItems',
    { prefixItems: [{}], contains: { const: 7 }, unevaluatedItems: false },
    [1, 7, 2],
    [' unevaluatedItems: must not have item 2'],
  ],
  ['if alone evaluates', { if: { properties: { a: {} } }, unevaluatedProperties: false }, { a: 1 }, []],
  [
    'example, default and extensions are not read',
    { example: { $id: 'x', $ref: 'nowhere' }, default: { $id: 'x' }, 'x-a': { $id: 'x' } },
    1,
    [],
  ],
];

test.each(cases)('%s', (_, schema, value, expected) => {
  expect(lines(judgeWith(schema)(value))).toEqual(expected);
});

const unions: readonly Case[] = [
  [
    'the branch of the right type',
    { anyOf: [{ type: 'string' }, { type: 'object', properties: { a: { type: 'number' } } }] },
    { a: 'x' },
    ['/a type: must be a number, is a string'],
  ],
  [
    'no branch of the type',
    { anyOf: [{ type: 'string' }, { type: 'number' }] },
    {},
    [' anyOf: matches none of the 2 alternatives: must be a string or must be a number'],
  ],
  [
    'too many branches',
    { oneOf: [{ type: 'integer' }, { type: 'null' }, { type: 'number' }] },
    3,
    [' oneOf: matches alternatives 1 and 3, must match exactly one'],
  ],
  [
    'the nearest by a constant',
    {
      oneOf: [
        { required: ['kind', 'a'], properties: { kind: { const: 'a' } } },
        { required: ['kind', 'b'], properties: { kind: { const: 'b' }, b: { type: 'string' } } },
      ],
    },
    { kind: 'b', b: 5 },
    ['/b type: must be a string, is a number (of 2 alternatives, the nearest)'],
  ],
  [
    'unions in unions',
    { anyOf: [{ anyOf: [{ type: 'object', required: ['x'] }, { type: 'null' }] }, { type: 'string' }] },
    {},
    [' required: must have property x'],
  ],
  ['one branch', { oneOf: [{ minLength: 2 }] }, 'a', [' minLength: must have at least 2 characters, has 1']],
  [
    'a tie between two',
    { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    {},
    [' anyOf: matches none of the 2 alternatives: must have property a or must have property b'],
  ],
];

test.each(unions)('union: %s', (_, schema, value, expected) => {
  expect(lines(judgeWith(schema)(value))).toEqual(expected);
});
