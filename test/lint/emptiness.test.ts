import { defaultLimits } from '../../src/document/limits.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Documents } from '../../src/document/documents.ts';
import { nodeAt } from '../../src/document/node.ts';
import { rootPointer, toPointer } from '../../src/document/pointer.ts';
import { createGlance } from '../../src/lint/apart.ts';
import { createEmptiness } from '../../src/lint/emptiness.ts';
import { createInhabited } from '../../src/lint/inhabited.ts';
import type { Dialect } from '../../src/openapi/model.ts';
import { createSchemas } from '../../src/schema/create-schemas.ts';
import { createSolver } from '../../src/schema/solver/solver.ts';
import { documentOf } from '../openapi/support.ts';

const name = fc.constantFrom('a', 'b');
const reference = fc.constantFrom('#/A', '#/B').map(($ref) => ({ $ref }));
const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    reference,
    fc.record(
      {
        type: fc.constantFrom('string', 'integer', 'number', 'object', 'array'),
        enum: fc.uniqueArray(fc.constantFrom('x', 'y', 1, null), { minLength: 1, maxLength: 2 }),
        const: fc.constantFrom('x', 'y', 1),
        required: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
        properties: fc.dictionary(name, tie('schema'), { maxKeys: 2 }),
        additionalProperties: fc.boolean(),
        items: tie('schema'),
        minItems: fc.nat(1),
        minimum: fc.integer({ min: -1, max: 1 }),
        maximum: fc.constantFrom(-0.5, 0, 0.5),
        minLength: fc.nat(2),
        maxLength: fc.nat(1),
        allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        nullable: fc.boolean(),
        readOnly: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  ),
}));
const { value: instance } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('x', 'y', 1, 0.5, null, {}, []),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(name, tie('value'), { maxKeys: 2 }),
  ),
}));
const dialects: readonly Dialect[] = ['openapi-3.0', 'json-schema-2020-12'];

function documentsOf(root: unknown): Documents {
  const document = documentOf(root);
  return {
    root: document,
    all: new Map([[document.uri, document]]),
    problems: [],
    limits: defaultLimits,
    resolve(text) {
      const pointer = toPointer(text.slice(1));
      const node = pointer === undefined ? undefined : nodeAt(document, pointer);
      return node ? { kind: 'found', node } : { kind: 'unresolved', reason: 'there is none' };
    },
  };
}

it('no value is what an empty schema says', () => {
  let empty = 0;
  const values = fc.array(instance, { minLength: 3, maxLength: 10 });
  fc.assert(
    fc.property(schema, schema, values, fc.constantFrom(...dialects), (a, b, instances, dialect) => {
      const documents = documentsOf({ A: a, B: b });
      const node = nodeAt(documents.root, toPointer('/A') ?? rootPointer);
      if (!node) return;
      const site = { node, direction: 'response', dialect } as const;
      if (!createEmptiness(documents)(site)) return;
      empty += 1;
      const schemas = createSchemas(documents);
      for (const value of instances) {
        for (const direction of ['request', 'response'] as const) {
          expect(schemas.judge({ ...site, direction }, value).kind).not.toBe('valid');
        }
      }
    }),
    { numRuns: 200 },
  );
  expect(empty).toBeGreaterThan(5);
});

it('what is seen at a glance is what reasoning finds', () => {
  let seen = 0;
  let empty = 0;
  fc.assert(
    fc.property(schema, schema, fc.constantFrom(...dialects), (a, b, dialect) => {
      const documents = documentsOf({ A: a, B: b });
      const node = nodeAt(documents.root, toPointer('/A') ?? rootPointer);
      if (!node) return;
      const schemas = createSchemas(documents);
      const sides = { before: documents, after: documents, schemas: { before: schemas, after: schemas } };
      const solver = createSolver(sides, { onDemand: true });
      const contradiction = solver.contradiction({ node, direction: 'response', dialect });
      let asked = false;
      const isInhabited = createInhabited(documents, () => {
        asked = true;
        return false;
      });
      if (contradiction) {
        empty += 1;
        expect(isInhabited(node, dialect)).toBe(false);
        expect(solver.satisfiable({ node, direction: 'response', dialect }).kind).not.toBe('witness');
      } else if (isInhabited(node, dialect) && !asked) seen += 1;
    }),
    { numRuns: 200 },
  );
  expect(seen).toBeGreaterThan(20);
  expect(empty).toBeGreaterThan(2);
});

it('no value is what two schemas say that are told apart', () => {
  let apart = 0;
  const values = fc.array(instance, { minLength: 3, maxLength: 8 });
  fc.assert(
    fc.property(schema, schema, values, fc.constantFrom(...dialects), (a, b, instances, dialect) => {
      const documents = documentsOf({ A: a, B: b });
      const one = nodeAt(documents.root, toPointer('/A') ?? rootPointer);
      const other = nodeAt(documents.root, toPointer('/B') ?? rootPointer);
      if (!one || !other || !createGlance(documents).areApart(one, other, dialect)) return;
      apart += 1;
      const schemas = createSchemas(documents);
      for (const value of instances) {
        const accepted = [one, other].map(
          (node) => schemas.judge({ node, direction: 'response', dialect }, value).kind === 'valid',
        );
        expect(accepted).not.toEqual([true, true]);
      }
    }),
    { numRuns: 200 },
  );
  expect(apart).toBeGreaterThan(5);
});
