import { describe, expect, test } from 'vitest';
import type { Dialect } from '../../src/openapi/model.ts';
import { createSchemas } from '../../src/schema/create-schemas.ts';
import { pairOf } from './support.ts';

interface Refactoring {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly defs?: Record<string, unknown>;
  readonly defsAfter?: Record<string, unknown>;
  readonly dialect?: Dialect;
}

const address = {
  type: 'object',
  required: ['street'],
  properties: { street: { type: 'string', minLength: 1 }, zip: { type: 'string', pattern: '^[0-9]{5}$' } },
};
const cat = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
};
const dog = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: 'dog' }, name: { type: 'string' } },
};

const refactorings: readonly Refactoring[] = [
  {
    name: 'a schema moved behind a $ref',
    before: address,
    after: { $ref: '#/$defs/Address' },
    defs: { Address: address },
  },
  {
    name: 'a chain of $refs',
    before: { $ref: '#/$defs/A' },
    after: address,
    defs: { A: { $ref: '#/$defs/B' }, B: { $ref: '#/$defs/C' }, C: address },
  },
  {
    name: 'properties split over allOf',
    before: address,
    after: {
      allOf: [
        { type: 'object', properties: { street: { type: 'string', minLength: 1 } } },
        { properties: { zip: { type: 'string', pattern: '^[0-9]{5}$' } }, required: ['street'] },
      ],
    },
  },
  {
    name: 'members in another order',
    before: { anyOf: [cat, dog], description: 'a pet' },
    after: { anyOf: [dog, cat], title: 'Pet' },
  },
  { name: 'const and enum of one', before: { const: 'a' }, after: { enum: ['a'] } },
  { name: 'enum in another order', before: { enum: [1, 'a', null] }, after: { enum: [null, 1, 'a'] } },
  {
    name: 'an array of types and anyOf',
    before: { type: ['string', 'null'] },
    after: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  },
  {
    name: 'anyOf and oneOf of disjoint types',
    before: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
    after: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
  },
  { name: 'anyOf and oneOf of tagged objects', before: { anyOf: [cat, dog] }, after: { oneOf: [cat, dog] } },
  {
    name: 'integer bounds in the other notation',
    before: { type: 'integer', minimum: 1, maximum: 9 },
    after: { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 },
  },
  {
    name: 'integer as a multiple of one',
    before: { type: 'integer' },
    after: { type: 'number', multipleOf: 1 },
  },
  {
    name: 'a length as a pattern',
    before: { type: 'string', minLength: 2, maxLength: 3, pattern: '^[a-z]*$' },
    after: { type: 'string', pattern: '^[a-z]{2,3}$' },
  },
  {
    name: 'a pattern in another notation',
    before: { type: 'string', pattern: '^\\d+$' },
    after: { type: 'string', pattern: '^[0-9][0-9]*$' },
  },
  {
    name: 'a look-ahead',
    before: { type: 'string', pattern: '^(?!a)[ab]$' },
    after: { type: 'string', pattern: '^b$' },
  },
  { name: 'enum and pattern', before: { enum: ['a', 'b'] }, after: { type: 'string', pattern: '^[ab]$' } },
  {
    name: 'double negation',
    before: { type: 'string', maxLength: 5 },
    after: { not: { not: { type: 'string', maxLength: 5 } } },
  },
  { name: 'boolean as an enum', before: { type: 'boolean' }, after: { enum: [true, false] } },
  {
    name: 'if as anyOf',
    before: { if: { type: 'string' }, then: { maxLength: 3 }, else: { type: 'integer' } },
    after: { anyOf: [{ type: 'string', maxLength: 3 }, { type: 'integer' }] },
  },
  {
    name: 'a multiple of both',
    before: { type: 'integer', multipleOf: 6 },
    after: { allOf: [{ type: 'integer', multipleOf: 2 }, { multipleOf: 3 }] },
  },
  {
    name: 'a list as a tuple',
    before: { type: 'array', items: { type: 'string' } },
    after: { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'string' } },
  },
  {
    name: 'contains as a negation',
    before: { type: 'array', contains: { const: 1 } },
    after: { type: 'array', not: { items: { not: { const: 1 } } } },
  },
  {
    name: 'a closed object by unevaluatedProperties',
    before: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
    after: {
      allOf: [{ properties: { a: { type: 'string' } } }],
      type: 'object',
      unevaluatedProperties: false,
    },
  },
  {
    name: 'dependentRequired as an implication',
    before: { type: 'object', properties: { a: {}, b: {} }, dependentRequired: { a: ['b'] } },
    after: {
      type: 'object',
      properties: { a: {}, b: {} },
      anyOf: [{ not: { required: ['a'] } }, { required: ['b'] }],
    },
  },
  {
    name: 'a recursive schema unrolled once',
    before: { $ref: '#/$defs/List' },
    after: {
      anyOf: [
        { type: 'null' },
        { type: 'object', required: ['next'], properties: { next: { $ref: '#/$defs/List' } } },
      ],
    },
    defs: {
      List: {
        anyOf: [
          { type: 'null' },
          { type: 'object', required: ['next'], properties: { next: { $ref: '#/$defs/List' } } },
        ],
      },
    },
  },
  {
    name: 'two schemas that recur through each other made one',
    before: { $ref: '#/$defs/Even' },
    after: { $ref: '#/$defs/Node' },
    defs: {
      Even: { type: 'object', properties: { next: { $ref: '#/$defs/Odd' }, v: { type: 'integer' } } },
      Odd: { type: 'object', properties: { next: { $ref: '#/$defs/Even' }, v: { type: 'integer' } } },
      Node: { type: 'object', properties: { next: { $ref: '#/$defs/Node' }, v: { type: 'integer' } } },
    },
  },
  {
    name: 'nullable and an anyOf with null',
    dialect: 'openapi-3.0',
    before: { type: 'string', nullable: true },
    after: { anyOf: [{ type: 'string' }, { nullable: true, enum: [null] }] },
  },
  {
    name: 'nullable beside allOf',
    dialect: 'openapi-3.0',
    before: { nullable: true, allOf: [{ type: 'string', maxLength: 4 }] },
    after: { type: 'string', maxLength: 4, nullable: true },
  },
  {
    name: 'boolean exclusive bounds',
    dialect: 'openapi-3.0',
    before: { type: 'integer', minimum: 0, exclusiveMinimum: true },
    after: { type: 'integer', minimum: 1 },
  },
  {
    name: 'an annotation changed',
    dialect: 'openapi-3.0',
    before: { type: 'string', example: 'a', default: 'b' },
    after: { type: 'string', deprecated: true },
  },
];

describe('refactorings are contained both ways', () => {
  test.each(refactorings)(
    '$name',
    ({ before, after, defs = {}, defsAfter = defs, dialect = 'json-schema-2020-12' }) => {
      const pair = pairOf(before, after, { defs, defsAfter, dialect, judge: createSchemas });
      expect(pair.forward()).toEqual({ kind: 'contained' });
      expect(pair.backward()).toEqual({ kind: 'contained' });
      if (dialect !== 'json-schema-2020-12') return;
      // By the letter too, and not only for a tolerant reader.
      expect(pair.solver.difference(pair.before, pair.after)).toEqual({ kind: 'empty' });
      expect(pair.solver.difference(pair.after, pair.before)).toEqual({ kind: 'empty' });
    },
  );
});
