import { defineLintRule } from '../rule.ts';
import { hasAny, isAsked, leavesOpen, limitOptions } from '../limits.ts';

export default defineLintRule({
  code: 'schema-integer-format-missing',
  severity: 'off',
  presets: { owasp: 'info' },
  summary: 'Say how large integers may get: int32 or int64.',
  why: 'Generated clients choose a type of their own, and larger values overflow in it.',
  fix: 'Add `format: int32` or `format: int64`.',
  aliases: [
    'owasp:api4:2023-integer-format',
    'owasp:api4:2019-integer-format',
    'owasp-integer-format',
    'FormatForNumbersRule',
  ],
  section: 'https://spec.openapis.org/oas/v3.1.1#data-type-format',
  messages: { missing: 'this integer has no format: int32 or int64' },
  options: limitOptions,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer, format: int32 } }
      responses:
        '200': { description: OK }
`,
  create: (report, _context, { responses }) => ({
    schema(schema) {
      const { node } = schema;
      if (leavesOpen(node, 'integer') && !hasAny(node, ['format']) && isAsked(schema, responses))
        report({ message: 'missing', at: node });
    },
  }),
});
