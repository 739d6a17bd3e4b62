import fc from 'fast-check';

type JsonSchema = Record<string, unknown> | boolean;

const names = ['a', 'b', 'x-c', 'kind'] as const;
const name = fc.constantFrom(...names);
const text = fc.constantFrom('', 'a', 'ab', 'abc', 'x1', '12', 'zzzz', 'é', '😀');
const small = fc.integer({ min: -3, max: 6 });

/** Values from the same small worlds as the schemas, so that they meet. */
export const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom(null, true, false),
    small,
    fc.constantFrom(0.5, 1.5, -2.5, 2.25),
    text,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(name, fc.constantFrom('q', 'other', 'x-')), tie('value'), { maxKeys: 4 }),
  ),
})).value;

const type = fc.constantFrom('null', 'boolean', 'integer', 'number', 'string', 'array', 'object');
const pattern = fc.constantFrom(
  '^a',
  'b$',
  '^[a-z]*$',
  '^x-',
  '[0-9]+',
  '^(a|b){1,2}$',
  '^$',
  '(?=a)',
  '^(?!ab)',
  '.',
);
const limit = fc.nat({ max: 3 });

/** Random schemas of JSON Schema 2020-12, recursive ones among them (`#/$defs/Node`). */
export const schema: fc.Arbitrary<JsonSchema> = fc.letrec<{ schema: JsonSchema }>((tie) => {
  const sub = tie('schema');
  const numeric = fc.record(
    {
      type: fc.constantFrom('integer', 'number'),
      minimum: small,
      maximum: small,
      exclusiveMinimum: small,
      multipleOf: fc.constantFrom(1, 2, 3, 0.5, 1.5),
    },
    { requiredKeys: ['type'] },
  );
  const string = fc.record(
    { type: fc.constant('string'), minLength: limit, maxLength: limit, pattern },
    { requiredKeys: ['type'] },
  );
  const array = fc.record(
    {
      type: fc.constant('array'),
      items: sub,
      prefixItems: fc.array(sub, { minLength: 1, maxLength: 2 }),
      minItems: limit,
      maxItems: limit,
      uniqueItems: fc.boolean(),
    },
    { requiredKeys: ['type'] },
  );
  const containing = fc.record(
    {
      type: fc.constant('array'),
      contains: sub,
      items: sub,
      minContains: limit,
      maxContains: limit,
      maxItems: limit,
    },
    { requiredKeys: ['type', 'contains'] },
  );
  const object = fc.record(
    {
      type: fc.constant('object'),
      properties: fc.dictionary(name, sub, { maxKeys: 3 }),
      required: fc.uniqueArray(name, { maxLength: 2 }),
      additionalProperties: sub,
      minProperties: limit,
      maxProperties: limit,
    },
    { requiredKeys: ['type', 'properties'] },
  );
  const odd = fc.record(
    {
      patternProperties: fc.dictionary(fc.constantFrom('^x-', '^[ab]$'), sub, { maxKeys: 2 }),
      propertyNames: fc.constantFrom<JsonSchema>(
        { pattern: '^[a-z]' },
        { maxLength: 2 },
        { enum: ['a', 'b'] },
      ),
      dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), { maxKeys: 1 }),
      dependentSchemas: fc.dictionary(name, sub, { maxKeys: 1 }),
      properties: fc.dictionary(name, sub, { maxKeys: 2 }),
      unevaluatedProperties: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const union = fc.oneof(
    fc.record({ anyOf: fc.array(sub, { minLength: 1, maxLength: 3 }) }),
    fc.record({ oneOf: fc.array(sub, { minLength: 1, maxLength: 3 }) }),
    fc.record({ allOf: fc.array(sub, { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: sub }),
    fc.record({ if: sub, then: sub, else: sub }),
  );
  const values = fc.record({
    enum: fc.uniqueArray(value, { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) }),
  });
  const plain = fc.oneof(
    fc.boolean(),
    type.map((one) => ({ type: one })),
    fc.uniqueArray(type, { minLength: 1, maxLength: 3 }).map((types) => ({ type: types })),
    numeric,
    string,
    values,
    fc.constant({ $ref: '#/$defs/Node' }),
    fc.constant({}),
  );
  return {
    schema: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      plain,
      plain,
      array,
      containing,
      object,
      object,
      odd,
      union,
    ),
  };
}).schema;

/** A definition for `#/$defs/Node` that refers to itself. */
export const recursive: fc.Arbitrary<JsonSchema> = fc.constantFrom<JsonSchema>(
  { type: 'object', properties: { a: { $ref: '#/$defs/Node' }, b: { type: 'integer' } }, required: ['b'] },
  { anyOf: [{ type: 'null' }, { type: 'array', items: { $ref: '#/$defs/Node' }, maxItems: 2 }] },
  { type: 'object', properties: { a: { $ref: '#/$defs/Node' } }, required: ['a'] },
  {
    type: 'object',
    properties: { a: { $ref: '#/$defs/Node' }, kind: { const: 'a' } },
    additionalProperties: false,
  },
);

/** Keywords whose value holds no schemas and no limits. */
const listed: ReadonlySet<string> = new Set(['dependentRequired', 'required', 'enum', 'type']);

/** Takes a schema; gives it with one thing changed somewhere. */
export function mutants(original: JsonSchema): fc.Arbitrary<JsonSchema> {
  return fc.tuple(fc.nat({ max: 30 }), schema, limit).map(([at, replacement, count]) => {
    let left = at;
    const walk = (node: unknown): unknown => {
      if (typeof node === 'number' && left-- === 0) return node > 1 && count < 2 ? node - 1 : node + 1;
      if (Array.isArray(node)) {
        const list = node.map(walk);
        if (list.length > 1 && left-- === 0) list.pop();
        return list;
      }
      if (typeof node !== 'object' || node === null) return node;
      const entries: [string, unknown][] = [];
      for (const [key, part] of Object.entries(node)) {
        if (
          left-- === 0 &&
          (key === 'items' || key === 'additionalProperties' || names.some((one) => one === key))
        )
          entries.push([key, replacement]);
        else if (left-- === 0) continue;
        else entries.push([key, listed.has(key) ? part : walk(part)]);
      }
      return Object.fromEntries(entries);
    };
    return walk(original) as JsonSchema;
  });
}
