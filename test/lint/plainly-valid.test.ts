import { defaultLimits } from '../../src/document/limits.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Documents } from '../../src/document/documents.ts';
import { nodeAt, rootNode } from '../../src/document/node.ts';
import { toPointer } from '../../src/document/pointer.ts';
import { isPlainlyValid } from '../../src/lint/plainly-valid.ts';
import type { Dialect, SchemaSite } from '../../src/openapi/model.ts';
import { createSchemas } from '../../src/schema/create-schemas.ts';
import { documentOf } from '../openapi/support.ts';

const name = fc.constantFrom('a', 'b', '__proto__');
const scalar = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.constantFrom('a', 'b', '2024-01-01', 'a@b.c'),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0.5, -1.5, 1e300, true, false, null),
);
const { value: instance } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  ),
}));
const small = fc.integer({ min: -1, max: 2 });
const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom({}, true, { $ref: '#/named' }, { type: 'string' }, { type: 'integer' }),
    fc.record(
      {
        type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'object', 'array', [
          'object',
          'null',
        ]),
        enum: fc.array(scalar, { minLength: 1, maxLength: 4 }),
        const: scalar,
        minimum: small,
        maximum: small,
        minLength: fc.nat(2),
        maxLength: fc.nat(2),
        minItems: fc.nat(2),
        maxItems: fc.nat(2),
        minProperties: fc.nat(2),
        maxProperties: fc.nat(2),
        uniqueItems: fc.boolean(),
        pattern: fc.constantFrom('^a', '[ab(]+$', '\\(|.', '(a|b)*'),
        format: fc.constantFrom('date', 'email', 'int32', 'own'),
        multipleOf: fc.integer({ min: 1, max: 3 }),
        required: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
        properties: fc.dictionary(name, tie('schema'), { maxKeys: 2 }),
        additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
        items: tie('schema'),
        allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        not: tie('schema'),
        nullable: fc.boolean(),
        'x-nullable': fc.boolean(),
        readOnly: fc.boolean(),
        $ref: fc.constant('#/named'),
        'x-own': fc.anything(),
      },
      { requiredKeys: [] },
    ),
  ),
}));
const dialects: readonly Dialect[] = [
  'openapi-2.0',
  'openapi-3.0',
  'json-schema-2020-12',
  'json-schema-draft-07',
];

function siteOf(root: unknown, dialect: Dialect): { documents: Documents; site: SchemaSite } {
  const document = documentOf(root);
  const documents: Documents = {
    root: document,
    all: new Map([[document.uri, document]]),
    problems: [],
    limits: defaultLimits,
    resolve(reference) {
      const pointer = toPointer(reference.slice(1));
      const node = pointer === undefined ? undefined : nodeAt(document, pointer);
      return node ? { kind: 'found', node } : { kind: 'unresolved', reason: 'there is none' };
    },
  };
  const node = nodeAt(document, toPointer('/schema') ?? rootNode(document).pointer) ?? rootNode(document);
  return { documents, site: { node, direction: 'request', dialect } };
}

it('what is plainly valid is valid', () => {
  let decided = 0;
  fc.assert(
    fc.property(schema, schema, instance, fc.constantFrom(...dialects), (value, named, data, dialect) => {
      const { documents, site } = siteOf({ schema: value, named }, dialect);
      if (!isPlainlyValid(documents, site, data)) return;
      const judgement = createSchemas(documents).judge(site, data);
      // A schema that no validator takes is none that a value could be judged by.
      if (judgement.kind === 'unjudged') return;
      decided += 1;
      expect(judgement).toEqual({ kind: 'valid' });
    }),
    { numRuns: 500 },
  );
  expect(decided).toBeGreaterThan(20);
});

it.each([
  [{ type: 'string' }, 'a', true],
  [{ type: 'string', enum: ['a', 'b'], description: 'one' }, 'b', true],
  [{ type: 'integer', minimum: 1 }, 1, true],
  [{ type: 'integer' }, 1.5, false],
  [{ type: 'string', maxLength: 1 }, '😀', false],
  [{ type: 'string', format: 'date' }, '2024-01-01', true],
  [{ type: 'string', format: 'date' }, 'today', false],
  [{ type: 'object', required: ['a'], properties: { a: { $ref: '#/named' } } }, { a: 1 }, true],
  [{ type: 'object', required: ['a'], properties: { a: { $ref: '#/named' } } }, { a: 'x' }, false],
  [{ type: 'object', additionalProperties: false }, { a: 1 }, false],
  [{ allOf: [{ $ref: '#/schema' }] }, 1, false],
  [{ oneOf: [{ type: 'string' }] }, 'a', false],
  [{ $ref: '#/nowhere' }, 'a', false],
])('%j and %j: %s', (value, data, decided) => {
  const { documents, site } = siteOf({ schema: value, named: { type: 'integer' } }, 'json-schema-2020-12');
  expect(isPlainlyValid(documents, site, data)).toBe(decided);
});
