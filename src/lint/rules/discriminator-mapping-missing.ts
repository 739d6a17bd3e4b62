import { child, items, members, stringChild } from '../../document/node.ts';
import { refTarget } from '../../schema/in-place.ts';
import { allowedValues } from '../../schema/solver/tags.ts';
import { discriminatorOf, schemaName } from '../discriminators.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'discriminator-mapping-missing',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Map the tags that are not the names of their schemas.',
  why: 'Without a mapping the tag of an alternative is the name of its schema: readers that go by the specification find none for what is sent.',
  fix: 'Add a `mapping` from each value to its schema.',
  section: 'https://spec.openapis.org/oas/v3.1.1#discriminator-object',
  messages: { unmapped: '{name} allows "{property}" to be {allowed} only, which no mapping leads to it' },
  bad: `openapi: 3.0.3
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
  create(report, { api: { documents } }) {
    return {
      schemasWith: ['discriminator'],
      schema({ node, dialect }) {
        const discriminator = discriminatorOf(node, dialect);
        if (!discriminator || child(discriminator.node, 'defaultMapping')) return;
        const { property, siblings, mapping } = discriminator;
        const mapped = new Set(members(mapping).map(([tag]) => tag));
        for (const branch of [...items(child(node, 'oneOf')), ...items(child(node, 'anyOf'))]) {
          const at = stringChild(branch, '$ref');
          const target = refTarget(documents, branch);
          if (!at || !target) continue;
          const values = allowedValues(documents, target, property, siblings);
          const name = at.value.slice(at.value.lastIndexOf('/') + 1);
          if (values.length === 0 || values.some((value) => value === name || mapped.has(value))) continue;
          const allowed = values.map((value) => JSON.stringify(value)).join(' or ');
          report({
            message: 'unmapped',
            params: { name: schemaName(target), property, allowed },
            at,
            related: [{ message: 'the discriminator', at: discriminator.node }],
          });
        }
      },
    };
  },
});
