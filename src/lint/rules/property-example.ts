import type { Node } from '../../document/document.ts';
import { child, members, objectChild, valueIn } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'property-example',
  severity: 'off',
  presets: { strict: 'off' },
  summary: 'Give every property with a single value an example.',
  why: 'Documentation and mock servers make up values such as "string" and 0 otherwise.',
  fix: 'Add an `example`, or since 3.1 `examples`. What has a `const`, an `enum` or a `default` needs none.',
  aliases: ['scalar-property-missing-example'],
  section: 'https://spec.openapis.org/oas/v3.1.1#schema-object',
  messages: { missing: 'property "{name}" has no example' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        isbn: { type: string }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        isbn: { type: string, example: '9780306406157' }
`,
  create(report) {
    return {
      schemasWith: ['properties'],
      schema({ node }) {
        // An example of the whole shows each of its properties.
        if (child(node, 'example') !== undefined || child(node, 'examples') !== undefined) return;
        for (const [name, property] of members(objectChild(node, 'properties'))) {
          if (isScalar(property) && shown.every((keyword) => child(property, keyword) === undefined))
            report({ message: 'missing', params: { name }, at: property, part: 'key' });
        }
      },
    };
  },
});

const shown = ['example', 'examples', 'x-example', 'default', 'enum', 'const'];
const scalars: ReadonlySet<unknown> = new Set(['string', 'integer', 'number', 'boolean', 'null']);

function isScalar(schema: Node): boolean {
  const type = valueIn(schema, 'type');
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return types.every((each) => scalars.has(each)) && valueIn(schema, 'format') !== 'binary';
}
