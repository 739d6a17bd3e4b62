import { describe, expect, test } from 'vitest';
import type { Dialect } from '../../src/openapi/model.ts';
import { createSchemas } from '../../src/schema/create-schemas.ts';
import type { Break } from '../../src/schema/solver/verdict.ts';
import { pairOf } from './support.ts';

interface Narrowing {
  readonly name: string;
  readonly wide: unknown;
  readonly narrow: unknown;
  readonly defs?: Record<string, unknown>;
  readonly defsAfter?: Record<string, unknown>;
  readonly dialect?: Dialect;
  /** Keyword and place in the witness of each break. */
  readonly breaks: readonly (readonly [keyword: string, at: string])[];
  /** The first witness, where there is but one that is smallest. */
  readonly witness?: unknown;
}

const object = (properties: unknown, more: object = {}): unknown => ({ type: 'object', properties, ...more });
const string = { type: 'string' };

const narrowings: readonly Narrowing[] = [
  {
    name: 'a type left of two',
    wide: { type: ['integer', 'string'] },
    narrow: string,
    breaks: [['type', '']],
    witness: 0,
  },
  {
    name: 'a number made an integer',
    wide: { type: 'number' },
    narrow: { type: 'integer' },
    breaks: [['type', '']],
    witness: 0.5,
  },
  {
    name: 'a type taken away',
    wide: { type: ['string', 'null'] },
    narrow: string,
    breaks: [['type', '']],
    witness: null,
  },
  {
    name: 'a value taken away',
    wide: { enum: ['a', 'b'] },
    narrow: { enum: ['a'] },
    breaks: [['enum', '']],
    witness: 'b',
  },
  {
    name: 'a minimum raised',
    wide: { type: 'integer', minimum: 0 },
    narrow: { type: 'integer', minimum: 1 },
    breaks: [['minimum', '']],
    witness: 0,
  },
  {
    name: 'an exclusive bound',
    wide: { type: 'number', maximum: 5 },
    narrow: { type: 'number', exclusiveMaximum: 5 },
    breaks: [['exclusiveMaximum', '']],
    witness: 5,
  },
  {
    name: 'a multiple',
    wide: { type: 'integer', multipleOf: 2 },
    narrow: { type: 'integer', multipleOf: 6 },
    breaks: [['multipleOf', '']],
    witness: 2,
  },
  {
    name: 'a decimal multiple',
    wide: { type: 'number' },
    narrow: { type: 'number', multipleOf: 0.01 },
    breaks: [['multipleOf', '']],
  },
  {
    name: 'a shorter length',
    wide: string,
    narrow: { type: 'string', maxLength: 2 },
    breaks: [['maxLength', '']],
    witness: 'aaa',
  },
  {
    name: 'a longer least length',
    wide: string,
    narrow: { type: 'string', minLength: 1 },
    breaks: [['minLength', '']],
    witness: '',
  },
  {
    name: 'a pattern',
    wide: { type: 'string', pattern: '^[a-z]+$' },
    narrow: { type: 'string', pattern: '^[a-y]+$' },
    breaks: [['pattern', '']],
    witness: 'z',
  },
  {
    name: 'a pattern with a length',
    wide: { type: 'string', pattern: '^a*b$', minLength: 4 },
    narrow: { type: 'string', pattern: '^a*b$', minLength: 4, maxLength: 5 },
    breaks: [['maxLength', '']],
    witness: 'aaaaab',
  },
  {
    name: 'a property required',
    wide: object({ a: string }),
    narrow: object({ a: string }, { required: ['a'] }),
    breaks: [['required', '']],
    witness: {},
  },
  {
    name: 'a property that is new and required',
    wide: object({ a: string }),
    narrow: object({ a: string, b: string }, { required: ['b'] }),
    breaks: [['required', '']],
    witness: {},
  },
  {
    name: 'a property taken from a closed object',
    wide: object({ a: string, b: string }, { additionalProperties: false }),
    narrow: object({ a: string }, { additionalProperties: false }),
    breaks: [['additionalProperties', '']],
    witness: { b: '' },
  },
  {
    name: 'a property forbidden',
    wide: object({ a: string, b: string }),
    narrow: object({ a: string, b: false }),
    breaks: [['properties', '']],
    witness: { b: '' },
  },
  {
    name: 'other members narrowed',
    wide: { type: 'object', additionalProperties: string },
    narrow: { type: 'object', additionalProperties: { type: 'string', maxLength: 1 } },
    breaks: [['maxLength', '/other']],
    witness: { other: 'aa' },
  },
  {
    name: 'members by a pattern narrowed',
    wide: { type: 'object', patternProperties: { '^x-': {} } },
    narrow: { type: 'object', patternProperties: { '^x-': string } },
    breaks: [['type', '/x-']],
    witness: { 'x-': null },
  },
  {
    name: 'names of members',
    wide: { type: 'object', additionalProperties: true },
    narrow: { type: 'object', propertyNames: { maxLength: 2 } },
    breaks: [['propertyNames', '']],
  },
  {
    name: 'fewer members',
    wide: { type: 'object', additionalProperties: string },
    narrow: { type: 'object', additionalProperties: string, maxProperties: 1 },
    breaks: [['maxProperties', '']],
    witness: { other: '', another: '' },
  },
  {
    name: 'more members',
    wide: object({ a: string }),
    narrow: object({ a: string }, { minProperties: 1 }),
    breaks: [['minProperties', '']],
    witness: {},
  },
  {
    name: 'a member that another asks for',
    wide: object({ a: string, b: string }),
    narrow: object({ a: string, b: string }, { dependentRequired: { a: ['b'] } }),
    breaks: [['dependentRequired', '']],
    witness: { a: '' },
  },
  {
    name: 'fewer items',
    wide: { type: 'array', items: string },
    narrow: { type: 'array', items: string, maxItems: 1 },
    breaks: [['maxItems', '']],
    witness: ['', ''],
  },
  {
    name: 'items narrowed',
    wide: { type: 'array' },
    narrow: { type: 'array', items: string },
    breaks: [['type', '/0']],
    witness: [null],
  },
  {
    name: 'a tuple narrowed',
    wide: { type: 'array', prefixItems: [string] },
    narrow: { type: 'array', prefixItems: [string, string] },
    breaks: [['type', '/1']],
    witness: ['', null],
  },
  {
    name: 'unique items',
    wide: { type: 'array', items: string },
    narrow: { type: 'array', items: string, uniqueItems: true },
    breaks: [['uniqueItems', '']],
    witness: ['', ''],
  },
  {
    name: 'an item that has to be there',
    wide: { type: 'array', items: { type: 'integer' } },
    narrow: { type: 'array', items: { type: 'integer' }, contains: { minimum: 5 } },
    breaks: [['contains', '']],
    witness: [],
  },
  {
    name: 'a branch taken away',
    wide: { anyOf: [string, { type: 'integer' }] },
    narrow: { anyOf: [string, { type: 'integer', maximum: -1 }] },
    breaks: [['maximum', '']],
    witness: 0,
  },
  {
    name: 'a negation',
    wide: string,
    narrow: { type: 'string', not: { enum: ['a', ''] } },
    breaks: [['not', '']],
    witness: 'a',
  },
  {
    name: 'either of two members required, which is a fault of neither',
    wide: object({ a: string, b: string }),
    narrow: object({ a: string, b: string }, { anyOf: [{ required: ['a'] }, { required: ['b'] }] }),
    breaks: [['anyOf', '']],
  },
  {
    name: 'several at once',
    wide: object({ a: string, b: { enum: [1, 2] } }),
    narrow: object({ a: { type: 'string', maxLength: 2 }, b: { enum: [1] } }, { required: ['a'] }),
    breaks: [
      ['required', ''],
      ['enum', '/b'],
      ['maxLength', '/a'],
    ],
  },
  {
    name: 'deep in a recursive schema',
    wide: { $ref: '#/$defs/Tree' },
    narrow: { $ref: '#/$defs/Tree' },
    defs: {
      Tree: object({ value: { type: 'integer' }, kids: { type: 'array', items: { $ref: '#/$defs/Tree' } } }),
    },
    defsAfter: {
      Tree: object({
        value: { type: 'integer' },
        kids: { type: 'array', items: { $ref: '#/$defs/Tree' }, maxItems: 1 },
      }),
    },
    breaks: [['maxItems', '/kids']],
    witness: { kids: [{}, {}] },
  },
  {
    name: 'nullable taken away',
    dialect: 'openapi-3.0',
    wide: { type: 'string', nullable: true },
    narrow: string,
    breaks: [['type', '']],
    witness: null,
  },
  {
    name: 'nullable taken from allOf',
    dialect: 'openapi-3.0',
    wide: { nullable: true, allOf: [string] },
    narrow: { allOf: [string] },
    breaks: [['type', '']],
    witness: null,
  },
  {
    name: 'x-nullable of Swagger taken away',
    dialect: 'openapi-2.0',
    wide: { type: 'string', 'x-nullable': true },
    narrow: string,
    breaks: [['type', '']],
    witness: null,
  },
];

describe('narrowings', () => {
  test.each(narrowings)(
    '$name',
    ({ wide, narrow, defs = {}, defsAfter = defs, dialect = 'json-schema-2020-12', breaks, witness }) => {
      const pair = pairOf(wide, narrow, { defs, defsAfter, dialect, judge: createSchemas });
      const verdict = pair.forward();
      const found: readonly Break[] = verdict.kind === 'broken' ? verdict.breaks : [];
      expect(found.map(({ keyword, at }) => [keyword, at])).toEqual(breaks);
      for (const one of found) {
        expect(one.reading).toBe(1);
        expect(one.blamed.document.uri).toBe('after.json');
        expect(one.counterpart?.document.uri ?? 'before.json').toBe('before.json');
      }
      if (witness !== undefined) expect(found[0]?.witness).toEqual(witness);
      expect(pair.backward()).toEqual({ kind: 'contained' });
    },
  );

  test('the property that is missing or unknown is named', () => {
    const required = pairOf(object({ a: string }), object({ a: string }, { required: ['a'] })).forward();
    expect(required).toMatchObject({ kind: 'broken', breaks: [{ property: 'a', keyword: 'required' }] });
    const closed = { additionalProperties: false };
    const unknown = pairOf(object({ a: string, b: string }, closed), object({ a: string }, closed)).forward();
    expect(unknown).toMatchObject({ kind: 'broken', breaks: [{ property: 'b' }] });
  });
});
