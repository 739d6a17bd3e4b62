import { child, isObjectNode, items, valueIn } from '../../document/node.ts';
import { discriminatorOf } from '../discriminators.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'discriminator-alternative-inline',
  severity: 'warning',
  summary: 'Give every alternative of a discriminator a name.',
  why: 'A tag can only name a schema under components: one that is written in place is never found by it.',
  fix: 'Move the alternative under `components/schemas` and refer to it.',
  section: 'https://spec.openapis.org/oas/v3.1.1#discriminator-object',
  messages: { inline: 'alternative {index} is written in place, so that no tag can name it' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Product:
      oneOf:
        - $ref: '#/components/schemas/Book'
        - type: object
          required: [kind]
          properties: { kind: { type: string, enum: [map] } }
      discriminator:
        propertyName: kind
        mapping:
          book: '#/components/schemas/Book'
    Book:
      type: object
      required: [kind]
      properties:
        kind: { type: string, enum: [book] }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Product:
      oneOf:
        - $ref: '#/components/schemas/Book'
        - $ref: '#/components/schemas/Map'
      discriminator:
        propertyName: kind
        mapping:
          book: '#/components/schemas/Book'
          map: '#/components/schemas/Map'
    Book:
      type: object
      required: [kind]
      properties:
        kind: { type: string, enum: [book] }
    Map:
      type: object
      required: [kind]
      properties:
        kind: { type: string, enum: [map] }
`,
  create(report) {
    return {
      schemasWith: ['discriminator'],
      schema({ node, dialect }) {
        const discriminator = discriminatorOf(node, dialect);
        if (!discriminator) return;
        const list = items(child(node, 'oneOf'));
        const branches = list.length > 0 ? list : items(child(node, 'anyOf'));
        for (const [index, branch] of branches.entries()) {
          if (!isObjectNode(branch) || Object.hasOwn(branch.value, '$ref')) continue;
          const types = valueIn(branch, 'type');
          // What is no object has no tag, and needs none.
          const listed: readonly unknown[] = Array.isArray(types) ? types : [types];
          const named = ['$id', '$anchor', '$dynamicRef', '$recursiveRef'].some((keyword) =>
            Object.hasOwn(branch.value, keyword),
          );
          if (named || !(types === undefined || listed.includes('object'))) continue;
          // Alternatives within are named by their own references.
          if (['oneOf', 'anyOf', 'allOf'].some((keyword) => Object.hasOwn(branch.value, keyword))) continue;
          report({
            message: 'inline',
            params: { index: index + 1 },
            at: branch,
            related: [{ message: 'the discriminator', at: discriminator.node }],
          });
        }
      },
    };
  },
});
