import { defineLintRule } from '../rule.ts';
import { hasAny, isAsked, leavesOpen, limitOptions } from '../limits.ts';

export default defineLintRule({
  code: 'schema-integer-unlimited',
  severity: 'off',
  presets: { owasp: 'warning' },
  summary: 'Give the integers that clients send a minimum and a maximum.',
  why: 'A page size of a billion, or a count below zero, is work or trouble that nobody meant.',
  fix: 'Add `minimum` and `maximum`.',
  aliases: [
    'owasp:api4:2023-integer-limit',
    'owasp:api4:2023-integer-limit-legacy',
    'owasp:api4:2019-integer-limit',
    'owasp:api4:2019-integer-limit-legacy',
    'owasp-integer-limit',
    'NumericPropertyBoundsRule',
    'ibm-integer-attributes',
  ],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
  messages: { unlimited: 'this integer has no {missing}' },
  options: limitOptions,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1 } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }
      responses:
        '200': { description: OK }
`,
  create: (report, _context, { responses }) => ({
    schema(schema) {
      const { node } = schema;
      if (!leavesOpen(node, 'integer') || !isAsked(schema, responses)) return;
      const missing = [
        ...(hasAny(node, ['minimum', 'exclusiveMinimum']) ? [] : ['minimum']),
        ...(hasAny(node, ['maximum', 'exclusiveMaximum']) ? [] : ['maximum']),
      ];
      if (missing.length > 0)
        report({ message: 'unlimited', params: { missing: missing.join(' and no ') }, at: node });
    },
  }),
});
