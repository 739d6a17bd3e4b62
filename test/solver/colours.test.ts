import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { child, rootNode } from '../../src/document/node.ts';
import { createBuilder } from '../../src/schema/solver/build.ts';
import { createColours } from '../../src/schema/solver/colours.ts';
import { refine } from '../../src/schema/solver/partition.ts';
import { documentsOf } from './support.ts';

/** Takes schemas by name, with references `#/<name>`; gives the colour of each. */
function coloursOf(schemas: Record<string, unknown>): Record<string, number> {
  const documents = documentsOf(schemas, 'schemas.json');
  const builder = createBuilder(() => documents);
  const colours = createColours(builder.schemas);
  const root = rootNode(documents.root);
  const entries = Object.keys(schemas).map((name): [string, number] => {
    const node = child(root, name) ?? root;
    // One after the other: colours must not depend on what has been asked before.
    return [name, colours.of(builder.build({ node, direction: 'request', dialect: 'json-schema-2020-12' }))];
  });
  return Object.fromEntries(entries);
}

const list = (to: string, type = 'integer'): unknown => ({
  type: 'object',
  properties: { value: { type }, next: { $ref: `#/${to}` } },
});

describe('colours', () => {
  test('do not depend on how a schema is put together', () => {
    const found = coloursOf({
      plain: { type: 'object', required: ['a'], properties: { a: { type: 'string' }, b: {} } },
      split: {
        allOf: [{ properties: { a: { type: 'string' } } }, { required: ['a'], properties: { b: true } }],
        type: 'object',
      },
      referred: { $ref: '#/split', description: 'the same' },
      other: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
    });
    expect(found['split']).toBe(found['plain']);
    expect(found['referred']).toBe(found['plain']);
    // It declares fewer names, which a sender may then not emit.
    expect(found['other']).not.toBe(found['plain']);
  });

  test('see through recursion, unrolled and mutual', () => {
    const found = coloursOf({
      one: list('one'),
      even: list('odd'),
      odd: list('even'),
      unrolled: list('one'),
      text: list('text', 'string'),
      mixed: list('text'),
    });
    expect(new Set([found['one'], found['even'], found['odd'], found['unrolled']]).size).toBe(1);
    expect(new Set([found['one'], found['text'], found['mixed']]).size).toBe(3);
  });

  test('the domain of a union counts', () => {
    const branches = [{ type: 'object', properties: { k: { const: 'a' } } }, { type: 'null' }];
    const found = coloursOf({
      plain: { anyOf: branches },
      tagged: { anyOf: branches, discriminator: { propertyName: 'k' } },
    });
    expect(found['plain']).not.toBe(found['tagged']);
  });
});

describe('refinement of a partition', () => {
  const graph = fc.integer({ min: 1, max: 12 }).chain((size) =>
    fc.array(
      fc.record({
        base: fc.constantFrom('x', 'y'),
        parts: fc.array(fc.nat({ max: size - 1 }), { maxLength: 2 }),
      }),
      {
        minLength: size,
        maxLength: size,
      },
    ),
  );

  test('tells apart what can be told apart, and nothing else', () => {
    fc.assert(
      fc.property(graph, (nodes) => {
        const classes = refine(
          nodes.map(({ base, parts }) => ({
            base,
            parts,
            describe: (known) => parts.map((part) => known[part]).join(),
          })),
        );
        // As many unfoldings as there are nodes tell apart whatever can be.
        let unfolded: string[] = nodes.map(({ base }) => base);
        for (let round = 0; round < nodes.length; round += 1) {
          const texts = nodes.map(
            ({ base, parts }) => `${base}(${parts.map((part) => unfolded[part]).join()})`,
          );
          const ids = [...new Set(texts)];
          unfolded = texts.map((one) => `${ids.indexOf(one)}`);
        }
        nodes.forEach((_, a) => {
          nodes.forEach((__, b) => {
            expect(classes[a] === classes[b]).toBe(unfolded[a] === unfolded[b]);
          });
        });
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});
