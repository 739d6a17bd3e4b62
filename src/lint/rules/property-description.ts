import type { Node } from '../../document/document.ts';
import { child, items, members, objectChild } from '../../document/node.ts';
import { hasText } from '../texts.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'property-description',
  severity: 'off',
  presets: { strict: 'off' },
  summary: 'Describe every property.',
  why: 'Its name alone seldom says what the value means, in which unit it is, and when it is absent.',
  fix: 'Add a `description` to the schema of the property, or a `title`.',
  aliases: ['ibm-property-description'],
  section: 'https://spec.openapis.org/oas/v3.1.1#schema-object',
  messages: { missing: 'property "{name}" has no description' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        weight: { type: number }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        weight: { type: number, description: In grams. }
`,
  create(report) {
    return {
      schemasWith: ['properties'],
      schema({ node }) {
        for (const [name, property] of members(objectChild(node, 'properties'))) {
          if (typeof property.value === 'object' && !isDescribed(property))
            report({ message: 'missing', params: { name }, at: property, part: 'key' });
        }
      },
    };
  },
});

/** Whether a schema has words of its own, or is made of another one, which is described where it is defined. */
function isDescribed(schema: Node): boolean {
  return (
    child(schema, '$ref') !== undefined ||
    hasText(schema, 'description') ||
    hasText(schema, 'title') ||
    ['allOf', 'anyOf', 'oneOf'].some((keyword) => items(child(schema, keyword)).some(isDescribed))
  );
}
