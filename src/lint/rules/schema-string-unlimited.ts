import { defineLintRule } from '../rule.ts';
import { textIn } from '../../document/node.ts';
import { hasAny, isAsked, leavesOpen, limitOptions } from '../limits.ts';

/** Formats whose values cannot be long. */
const short: ReadonlySet<string> = new Set([
  ...['date', 'date-time', 'time', 'uuid', 'ipv4', 'ipv6', 'binary'],
]);

export default defineLintRule({
  code: 'schema-string-unlimited',
  severity: 'off',
  presets: { owasp: 'warning' },
  summary: 'Limit the length of the strings that clients send.',
  why: 'A server that takes strings of any length can be filled up by one client.',
  fix: 'Add `maxLength`, or list the values with `enum`.',
  aliases: [
    'owasp:api4:2023-string-limit',
    'owasp:api4:2019-string-limit',
    'owasp-string-limit',
    'ibm-string-attributes',
  ],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
  messages: { unlimited: 'this string may be of any length: it has no maxLength' },
  options: limitOptions,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: author, in: query, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: author, in: query, schema: { type: string, maxLength: 200 } }
      responses:
        '200': { description: OK }
`,
  create: (report, _context, { responses }) => ({
    schema(schema) {
      const { node } = schema;
      if (!leavesOpen(node, 'string') || hasAny(node, ['maxLength']) || !isAsked(schema, responses)) return;
      if (!short.has(textIn(node, 'format') ?? '')) report({ message: 'unlimited', at: node });
    },
  }),
});
