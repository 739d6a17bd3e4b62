import { members, objectChild } from '../../document/node.ts';
import { casingMessages, casingOptions, reportCasing, type Name } from '../casing-outliers.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'property-casing',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'Write the names of properties in one casing.',
  why: 'Users have to look up how each name is written, and generated code maps some of them and not others.',
  fix: 'Rename the property, or set the option `casing` to what you want: a new name breaks who uses the old one.',
  aliases: ['camel-case-properties', 'zally:118', 'ibm-property-casing-convention'],
  section: 'https://spec.openapis.org/oas/v3.1.1#schema-object',
  messages: casingMessages('property'),
  options: casingOptions,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        created_at: { type: string }
        sold_copies: { type: integer }
        list_price: { type: number }
        first_edition: { type: integer }
        updatedAt: { type: string }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        created_at: { type: string }
        sold_copies: { type: integer }
        list_price: { type: number }
        first_edition: { type: integer }
        updated_at: { type: string }
`,
  create(report, _, options) {
    const names: Name[] = [];
    return {
      schemasWith: ['properties'],
      schema({ node }) {
        for (const [name, at] of members(objectChild(node, 'properties')))
          names.push({ name, at, part: 'key' });
      },
      end() {
        reportCasing(report, names, options, ['snake', 'camel', 'kebab', 'pascal']);
      },
    };
  },
});
