import { defineLintRule } from '../rule.ts';
import { hasAny, isAsked, leavesOpen, limitOptions } from '../limits.ts';

export default defineLintRule({
  code: 'schema-array-unlimited',
  severity: 'off',
  presets: { owasp: 'warning' },
  summary: 'Limit the number of items in the arrays that clients send.',
  why: 'A server that takes arrays of any length can be kept busy by one client.',
  fix: 'Add `maxItems`.',
  aliases: [
    'owasp:api4:2023-array-limit',
    'owasp:api4:2019-array-limit',
    'owasp-array-limit',
    'ibm-array-attributes',
  ],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
  messages: { unlimited: 'this array may have any number of items: it has no maxItems' },
  options: limitOptions,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: ids, in: query, schema: { type: array, items: { type: integer } } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: ids, in: query, schema: { type: array, maxItems: 50, items: { type: integer } } }
      responses:
        '200': { description: OK }
`,
  create: (report, _context, { responses }) => ({
    schema(schema) {
      const { node } = schema;
      if (leavesOpen(node, 'array') && !hasAny(node, ['maxItems']) && isAsked(schema, responses))
        report({ message: 'unlimited', at: node });
    },
  }),
});
