import { child, isObjectNode, items, textOf } from '../../document/node.ts';
import type { Node } from '../../document/document.ts';
import { inPlace, refTarget } from '../../schema/in-place.ts';
import { discriminatorOf, schemaName } from '../discriminators.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'discriminator-property-type',
  severity: 'warning',
  summary: 'Let the property that a discriminator names be a string.',
  why: 'Tags are compared with names: readers do not find the schema of a tag that is anything but text.',
  fix: 'Make the property a string.',
  section: 'https://spec.openapis.org/oas/v3.1.1#discriminator-object',
  messages: { type: 'in {name}, "{property}" tells the alternatives apart, but has type {type}, not string' },
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
        mapping:
          '1': '#/components/schemas/Book'
          '2': '#/components/schemas/Map'
    Book:
      type: object
      required: [kind]
      properties:
        kind: { type: integer }
    Map:
      type: object
      required: [kind]
      properties:
        kind: { type: integer }
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
        kind: { type: string }
    Map:
      type: object
      required: [kind]
      properties:
        kind: { type: string }
`,
  create(report, { api: { documents } }) {
    const told = new Set<unknown>();
    return {
      schemasWith: ['discriminator'],
      schema({ node, dialect }) {
        const discriminator = discriminatorOf(node, dialect);
        if (!discriminator) return;
        const { property, siblings } = discriminator;
        const branches = [...items(child(node, 'oneOf')), ...items(child(node, 'anyOf'))];
        for (const branch of branches.length > 0 ? branches : [node]) {
          const schema = refTarget(documents, branch) ?? branch;
          const found = typeOf(schema, property, siblings);
          if (!found || told.has(found.written.value) || found.types.includes('string')) continue;
          const composite = found.types.some((type) => type === 'object' || type === 'array');
          if (typeof found.holder === 'object') told.add(found.holder);
          report({
            message: 'type',
            params: {
              name: schema === node ? 'this schema' : schemaName(schema),
              property,
              type: found.types.map(textOf).join(' or '),
            },
            at: found.written,
            related: [{ message: 'the discriminator', at: discriminator.node }],
            // Tools may compare numbers and booleans as they are written.
            ...(!composite && { severity: 'info' as const }),
          });
        }
      },
    };

    function typeOf(schema: Node, property: string, siblings: boolean) {
      for (const part of inPlace(documents, schema, siblings)) {
        const properties = child(part, 'properties');
        const declared = properties && child(properties, property);
        if (!declared) continue;
        for (const one of inPlace(documents, declared, siblings)) {
          const written = child(one, 'type');
          if (!written || told.has(one.value)) continue;
          const types: readonly unknown[] = Array.isArray(written.value) ? written.value : [written.value];
          return { written, types, holder: isObjectNode(one) ? one.value : undefined };
        }
      }
      return undefined;
    }
  },
});
