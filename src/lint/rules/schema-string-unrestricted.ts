import { defineLintRule } from '../rule.ts';
import { hasAny, isAsked, leavesOpen, limitOptions } from '../limits.ts';

export default defineLintRule({
  code: 'schema-string-unrestricted',
  severity: 'off',
  presets: { owasp: 'info' },
  summary: 'Say what the strings that clients send look like.',
  why: 'What takes any text takes markup, scripts and queries too.',
  fix: 'Add a `format`, a `pattern`, an `enum` or a `const`.',
  aliases: [
    'owasp:api4:2023-string-restricted',
    'owasp:api4:2019-string-restricted',
    'owasp-string-restricted',
  ],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
  messages: { unrestricted: 'this string may be any text: it has no format, pattern or enum' },
  options: limitOptions,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: isbn, in: query, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: isbn, in: query, schema: { type: string, pattern: '^[0-9]{13}$' } }
      responses:
        '200': { description: OK }
`,
  create: (report, _context, { responses }) => ({
    schema(schema) {
      const { node } = schema;
      const said = ['format', 'pattern', 'contentEncoding', 'contentMediaType'];
      if (leavesOpen(node, 'string') && !hasAny(node, said) && isAsked(schema, responses))
        report({ message: 'unrestricted', at: node });
    },
  }),
});
