import type { Node } from '../../document/document.ts';
import { child, isObjectNode, items } from '../../document/node.ts';
import { discriminatorOf } from '../discriminators.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'discriminator-alternative-inline',
  severity: 'warning',
  summary: 'Give every alternative of a discriminator a name.',
  why: 'A tag can only name a schema under components: one that is written in place is never found by it.',
  fix: 'Move the alternative under `components/schemas` and refer to it.',
  section: 'https://spec.openapis.org/oas/v3.1.1#discriminator-object',
  messages: {
    inline: 'alternative {index} is written in place, so that no tag can name it',
    all: 'all {count} alternatives are written in place, so that no tag can name them',
  },
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
        const list = [child(node, 'oneOf'), child(node, 'anyOf')].find((each) => items(each).length > 0);
        if (!list) return;
        const branches = items(list);
        const related = [{ message: 'the discriminator', at: discriminator.node }];
        if (branches.length > 1 && branches.every(isInline)) {
          const params = { count: branches.length };
          return report({ message: 'all', params, at: list, part: 'key', related });
        }
        for (const [index, branch] of branches.entries())
          if (isInline(branch))
            report({ message: 'inline', params: { index: index + 1 }, at: branch, related });
      },
    };
  },
});

/** Whether an alternative is an object that has no name to refer to it by. */
function isInline(branch: Node): boolean {
  if (!isObjectNode(branch)) return false;
  const types = child(branch, 'type')?.value;
  const listed: readonly unknown[] = Array.isArray(types) ? types : [types];
  // What is no object has no tag, and needs none.
  if (types !== undefined && !listed.includes('object')) return false;
  // Alternatives within are named by their own references.
  return ['$ref', '$id', '$anchor', '$dynamicRef', '$recursiveRef', 'oneOf', 'anyOf', 'allOf'].every(
    (keyword) => !Object.hasOwn(branch.value, keyword),
  );
}
