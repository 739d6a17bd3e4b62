import { describe, expect, test } from 'vitest';
import { createSchemas } from '../../src/schema/create-schemas.ts';
import { rootNode } from '../../src/document/node.ts';
import { createSolver } from '../../src/schema/solver/solver.ts';
import type { Satisfiability } from '../../src/schema/solver/verdict.ts';
import { documentsOf, pairOf } from './support.ts';

describe.each([false, true])('satisfiable, with schemas read on demand: %s', (onDemand) => {
  const satisfiable = (schema: unknown, defs: Record<string, unknown> = {}) => {
    const { solver, before } = pairOf(schema, true, { defs, judge: createSchemas, onDemand });
    return solver.satisfiable(before);
  };

  test.each<[name: string, schema: unknown, value: unknown]>([
    ['everything', true, null],
    ['a string', { type: 'string' }, ''],
    ['a date', { type: 'string', format: 'date' }, '2024-01-31'],
    ['a number between', { type: 'number', exclusiveMinimum: 1, exclusiveMaximum: 2 }, 1.5],
    ['a common multiple', { type: 'integer', multipleOf: 4, allOf: [{ multipleOf: 6 }], minimum: 1 }, 12],
    [
      'what is required and no more',
      { type: 'object', required: ['b'], properties: { a: {}, b: { enum: [7] } } },
      { b: 7 },
    ],
    [
      'names by a pattern',
      { type: 'object', propertyNames: { pattern: '^[A-Z]{2}$' }, minProperties: 2 },
      { AA: null, AB: null },
    ],
    [
      'different items',
      { type: 'array', uniqueItems: true, items: { enum: [1, 2, 3] }, minItems: 3 },
      [1, 2, 3],
    ],
    ['an item of a kind', { type: 'array', contains: { const: 'x' }, minContains: 2 }, ['x', 'x']],
    ['one branch and not the other', { oneOf: [{ type: 'integer' }, { minimum: 3 }], type: 'number' }, 0],
    [
      'a member called __proto__',
      JSON.parse('{"type":"object","required":["__proto__"],"properties":{"__proto__":{"const":1}}}'),
      JSON.parse('{"__proto__":1}'),
    ],
  ])('%s', (_, schema, value) => {
    expect(satisfiable(schema)).toEqual({ kind: 'witness', value });
  });

  test.each<[name: string, schema: unknown]>([
    ['false', false],
    ['two types at once', { allOf: [{ type: 'string' }, { type: 'integer' }] }],
    ['a minimum above the maximum', { type: 'integer', minimum: 3, maximum: 2 }],
    ['no integer between', { type: 'integer', exclusiveMinimum: 1, exclusiveMaximum: 2 }],
    ['no multiple between', { type: 'number', multipleOf: 5, minimum: 6, maximum: 9 }],
    ['patterns that exclude each other', { type: 'string', allOf: [{ pattern: '^a' }, { pattern: '^b' }] }],
    ['a pattern longer than allowed', { type: 'string', pattern: '^[a-z]{5,}$', maxLength: 4 }],
    ['a constant outside its enum', { const: 1, enum: [2] }],
    ['a required member that may not be', { type: 'object', required: ['a'], properties: { a: false } }],
    [
      'a required member that a closed object lacks',
      { type: 'object', required: ['b'], properties: { a: {} }, additionalProperties: false },
    ],
    [
      'more members than there are names',
      { type: 'object', propertyNames: { enum: ['a', 'b'] }, minProperties: 3 },
    ],
    ['an item too many', { type: 'array', items: false, minItems: 1 }],
    ['a schema and its negation', { type: 'string', not: { type: 'string' } }],
    ['one and the same alternative twice', { oneOf: [{ $ref: '#/$defs/A' }, { $ref: '#/$defs/A' }] }],
    [
      'success true and false',
      {
        allOf: [
          { type: 'object', required: ['ok'], properties: { ok: { enum: [true] } } },
          { properties: { ok: { enum: [false] } } },
        ],
      },
    ],
  ])('not: %s', (_, schema) => {
    expect(satisfiable(schema, { A: { type: 'string' } })).toEqual({ kind: 'empty' });
  });

  test('a recursion without exit accepts nothing', () => {
    const endless = { type: 'object', required: ['next'], properties: { next: { $ref: '#/$defs/Endless' } } };
    expect(satisfiable({ $ref: '#/$defs/Endless' }, { Endless: endless })).toEqual({ kind: 'empty' });
    const mutual = {
      A: { type: 'object', required: ['b'], properties: { b: { $ref: '#/$defs/B' } } },
      B: {
        type: 'object',
        required: ['a'],
        properties: { a: { anyOf: [{ $ref: '#/$defs/A' }, { $ref: '#/$defs/B' }] } },
      },
    };
    expect(satisfiable({ $ref: '#/$defs/A' }, mutual)).toEqual({ kind: 'empty' });
    const exit = { ...mutual, B: { anyOf: [mutual.B, { type: 'string' }] } };
    expect(satisfiable({ $ref: '#/$defs/A' }, exit)).toEqual({ kind: 'witness', value: { b: '' } });
  });

  test('a schema that cannot be reasoned about is said to be unknown, with a reason', () => {
    expect(satisfiable({ type: 'string', pattern: '^(a+)\\1{40}b\\b$' })).toMatchObject({
      kind: 'unknown',
      reason: /pattern/,
    });
    const answer = satisfiable({ $ref: '#/$defs/Missing' });
    expect(answer).toMatchObject({ kind: 'unknown' });
  });

  test('great depth neither overflows nor hangs', () => {
    const nested = (levels: number, wrap: (inner: object) => object): Satisfiability => {
      let schema: object = { type: 'integer' };
      for (let depth = 0; depth < levels; depth += 1) schema = wrap(schema);
      // Too deep to be written as JSON by recursion.
      const documents = documentsOf(schema, 'deep.json', '');
      const schemas = createSchemas(documents);
      const solver = createSolver(
        { before: documents, after: documents, schemas: { before: schemas, after: schemas } },
        { onDemand },
      );
      return solver.satisfiable({
        node: rootNode(documents.root),
        direction: 'request',
        dialect: 'json-schema-2020-12',
      });
    };
    expect(nested(3000, (items) => ({ type: 'array', items, minItems: 1 })).kind).toBe('unknown');
    expect(nested(3000, (inner) => ({ allOf: [inner] }))).toEqual({ kind: 'witness', value: 0 });
    expect(['witness', 'unknown']).toContain(nested(1000, (not) => ({ not })).kind);
    expect(['witness', 'unknown']).toContain(
      nested(300, (inner) => ({ anyOf: [inner, { type: 'null', not: inner }] })).kind,
    );
  });
});

describe('overlap', () => {
  test('a value of both, or none', () => {
    const pair = pairOf(
      { type: 'object', properties: { a: { type: 'integer' } } },
      { type: 'object', required: ['a'] },
    );
    expect(pair.solver.overlap(pair.before, pair.after)).toEqual({ kind: 'witness', value: { a: 0 } });
    const apart = pairOf(
      { type: 'object', required: ['k'], properties: { k: { const: 'a' } } },
      { type: 'object', required: ['k'], properties: { k: { const: 'b' } } },
    );
    expect(apart.solver.overlap(apart.before, apart.after)).toEqual({ kind: 'empty' });
  });
});

describe('the smallest instance', () => {
  test('is one, or there is none', () => {
    const pair = pairOf({ type: 'array', items: { type: 'string', minLength: 2 }, minItems: 1 }, false);
    expect(pair.solver.smallestInstance(pair.before)).toEqual({ value: ['aa'] });
    expect(pair.solver.smallestInstance(pair.after)).toBeUndefined();
  });
});

describe('a contradiction', () => {
  const contradiction = (schema: unknown) => {
    const { solver, before } = pairOf(schema, true, { onDemand: true });
    const found = solver.contradiction(before);
    if (found === undefined || found === 'inner') return found;
    return [...found.path, ...found.atoms.map(({ keyword, shape }) => `${keyword} ${shape.kind}`)];
  };

  test('is of as few constraints as there can be', () => {
    const names = Array.from({ length: 40 }, (_, index) => `p${index}`);
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
    const schema = { type: 'object', properties, required: [...names, 'x'], additionalProperties: false };
    expect(contradiction(schema)).toEqual([
      'type types',
      'required required',
      'additionalProperties additional',
    ]);
  });

  test('is told for the part that it is about', () => {
    const a = {
      type: 'object',
      required: ['k'],
      properties: { k: { type: 'object', properties: { n: { minimum: 3 } } } },
    };
    const b = { properties: { k: { required: ['n'], properties: { n: { type: 'integer', maximum: 2 } } } } };
    expect(contradiction({ allOf: [a, b] })).toEqual([
      'k',
      'n',
      'minimum bound',
      'type types',
      'maximum bound',
    ]);
  });

  test('is that of a part where the part accepts nothing by itself', () => {
    expect(
      contradiction({ type: 'object', required: ['a'], properties: { a: { type: 'string', not: {} } } }),
    ).toBe('inner');
  });

  test('is none where something is accepted', () => {
    expect(contradiction({ type: 'object', required: ['a'], properties: { a: {} } })).toBeUndefined();
  });
});

describe('within', () => {
  test('is said where it is certain only', () => {
    const within = (a: unknown, b: unknown) => {
      const pair = pairOf(a, b, { onDemand: true });
      return pair.solver.within(pair.before, pair.after);
    };
    expect(within({ type: 'integer' }, { type: 'number' })).toBe(true);
    expect(within({ type: 'number' }, { type: 'integer' })).toBe(false);
    expect(within({ enum: ['auto'] }, { type: 'string' })).toBe(true);
    expect(within({ type: 'string', format: 'date' }, { type: 'string', pattern: '\\bx' })).toBe(false);
  });
});
