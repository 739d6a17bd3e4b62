import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeWith, lines } from './support.ts';

const names = fc.constantFrom('a', 'b', 'c');
const scalars = fc.constantFrom<unknown>(null, true, false, 0, 1, -2, 1.5, '', 'a', 'ab', 'abc');
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const { schema: schemas } = fc.letrec((tie) => {
  const schema = tie('schema');
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  const map = fc.dictionary(names, schema, { maxKeys: 3 });
  const count = fc.nat({ max: 3 });
  const type = fc.constantFrom('null', 'boolean', 'integer', 'number', 'string', 'array', 'object');
  const keywords = fc.record(
    {
      type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
      enum: fc.uniqueArray(scalars, { minLength: 1, maxLength: 3 }),
      const: scalars,
      ...{ minimum: fc.integer({ min: -2, max: 2 }), exclusiveMaximum: fc.integer({ min: -2, max: 2 }) },
      multipleOf: fc.constantFrom(1, 2, 0.5),
      ...{
        minLength: count,
        maxLength: count,
        minItems: count,
        maxItems: count,
        minProperties: count,
        maxProperties: count,
      },
      pattern: fc.constantFrom('^a', 'b$', '.'),
      uniqueItems: fc.boolean(),
      required: fc.uniqueArray(names, { maxLength: 2 }),
      ...{
        properties: map,
        dependentSchemas: map,
        patternProperties: fc.dictionary(fc.constantFrom('^a', 'b|c'), schema, { maxKeys: 2 }),
      },
      dependentRequired: fc.dictionary(names, fc.uniqueArray(names, { maxLength: 2 }), { maxKeys: 2 }),
      ...{
        additionalProperties: schema,
        propertyNames: schema,
        items: schema,
        contains: schema,
        not: schema,
      },
      ...{ if: schema, then: schema, else: schema },
      ...{ allOf: list, anyOf: list, oneOf: list },
    },
    { requiredKeys: [] },
  );
  // Few keywords at a time: of many at once, nearly everything is rejected for several reasons.
  const few = fc.tuple(keywords, fc.nat()).map(([all, seed]) => {
    const entries = Object.entries(all);
    return Object.fromEntries(
      entries.filter((_, index) => (index + seed) % Math.max(1, Math.ceil(entries.length / 3)) === 0),
    );
  });
  return { schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.boolean(), few) };
});

test('valid and invalid are what Ajv says of plain JSON Schema 2020-12', () => {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false, ownProperties: true });
  const counts = { valid: 0, invalid: 0 };
  fc.assert(
    fc.property(schemas, fc.array(values, { minLength: 1, maxLength: 4 }), (schema, instances) => {
      const oracle = ajv.compile(schema as object | boolean);
      const judge = judgeWith(schema);
      for (const instance of instances) {
        const expected = oracle(instance) ? 'valid' : 'invalid';
        const judgement = judge(instance);
        counts[expected] += 1;
        expect(judgement.kind).toBe(expected);
        if (judgement.kind === 'invalid') expect(judgement.violations.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 1_500, seed: 11 },
  );
  expect(Math.min(counts.valid, counts.invalid)).toBeGreaterThan(500);
});

test('what a schema under not refuses needs no more judging, compiled or not', () => {
  const schema = {
    not: { type: 'array', items: { maxItems: 0, items: { $ref: '#/$defs/a' } } },
    $defs: { a: '' },
  };
  for (const compileFrom of [Infinity, 0]) {
    const judge = judgeWith(schema, 'openapi-3.0', 'response', compileFrom);
    expect(judge([[null]]).kind).toBe('valid');
    expect(judge([[]]).kind).toBe('invalid');
  }
});

test('compiled, a schema says the same, word for word', () => {
  const more = fc
    .tuple(
      schemas,
      fc.record(
        {
          format: fc.constantFrom('date', 'int32', 'uuid'),
          minimum: fc.constantFrom(-1, 1),
          exclusiveMinimum: fc.constantFrom(-1, 0),
          maximum: fc.constantFrom(0, 1),
          ...{ prefixItems: fc.array(schemas, { minLength: 1, maxLength: 2 }), items: schemas },
          ...{ unevaluatedProperties: schemas, unevaluatedItems: schemas },
          additionalProperties: schemas,
          not: schemas,
        },
        { requiredKeys: [] },
      ),
      fc.constantFrom('$ref', 'allOf', 'anyOf', 'oneOf', 'properties', 'none'),
      schemas,
    )
    .map(([schema, beside, how, other]) => {
      const base = typeof schema === 'object' && schema !== null ? schema : {};
      const whole = { ...base, ...beside };
      if (how === '$ref') return { ...whole, $ref: '#/$defs/other', $defs: { other } };
      if (how === 'properties') return { ...whole, properties: { a: other, b: { $ref: '#' } } };
      return how === 'none' ? whole : { ...whole, [how]: [other, { allOf: [schema] }] };
    });
  let told = 0;
  fc.assert(
    fc.property(
      more,
      fc.array(values, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('json-schema-2020-12' as const, 'openapi-3.0' as const),
      (schema, instances, dialect) => {
        const [interpreted, compiled] = [Infinity, 0].map((compileFrom) =>
          judgeWith(schema, dialect, 'response', compileFrom),
        );
        for (const instance of instances) {
          const expected = compiled ? lines(compiled(instance)) : [];
          expect(interpreted && lines(interpreted(instance))).toEqual(expected);
          told += expected.length;
        }
      },
    ),
    { numRuns: 100, seed: 12 },
  );
  expect(told).toBeGreaterThan(100);
});
