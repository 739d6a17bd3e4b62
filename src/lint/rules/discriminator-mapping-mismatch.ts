import type { Node } from '../../document/document.ts';
import { members } from '../../document/node.ts';
import { createDescendants } from '../../schema/components.ts';
import { allowedValues, namedTarget } from '../../schema/solver/tags.ts';
import { branchesBelow, discriminatorOf, schemaName } from '../discriminators.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'discriminator-mapping-mismatch',
  severity: 'warning',
  summary: 'Map each tag to an alternative that allows it.',
  why: 'Readers that go by the tag and validators that go by the schemas take the same message for different things, or refuse it.',
  fix: 'Map the tag to the alternative that it stands for, or correct the values that the alternative allows its property to have.',
  section: 'https://spec.openapis.org/oas/v3.1.1#discriminator-object',
  messages: {
    outside: '"{tag}" is mapped to {name}, which is none of the alternatives',
    unrelated: '"{tag}" is mapped to {name}, which does not build on this schema',
    value: '"{tag}" is mapped to {name}, which allows "{property}" to be {allowed} only',
  },
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
          book: '#/components/schemas/Book'
          maps: '#/components/schemas/Map'
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
    const descendants = createDescendants(documents);
    return {
      schemasWith: ['discriminator'],
      schema({ node, dialect }) {
        const discriminator = discriminatorOf(node, dialect);
        if (!discriminator?.mapping) return;
        const { property, siblings, mapping } = discriminator;
        const branches = branchesBelow(documents, node, siblings);
        const extending = branches ? [] : descendants.of(node).map((each) => each.node);
        for (const [tag, at] of members(mapping)) {
          const target = typeof at.value === 'string' ? namedTarget(documents, at.value, at) : undefined;
          if (!target) continue;
          const params = { tag, name: schemaName(target) };
          const related = [{ message: 'the schema', at: target }];
          const within = (nodes: Iterable<Node>) => [...nodes].some(({ value }) => value === target.value);
          if (branches && !within(branches)) report({ message: 'outside', params, at, related });
          else if (!branches && target.value !== node.value && !within(extending))
            report({ message: 'unrelated', params, at, related });
          else {
            const values = allowedValues(documents, target, property, siblings, branches ? undefined : node);
            if (values.length === 0 || values.includes(tag)) continue;
            const allowed = values.map((value) => JSON.stringify(value)).join(' or ');
            report({ message: 'value', params: { ...params, property, allowed }, at, related });
          }
        }
      },
    };
  },
});
