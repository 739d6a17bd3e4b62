import { operationName } from '../../openapi/names.ts';
import { listOrOne, optional, text } from '../../document/reader.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'retry-after-missing',
  severity: 'info',
  presets: { owasp: 'warning' },
  summary: 'Say with 429 when to try again.',
  why: 'Without Retry-After, clients guess: they come back too early, all at once, or not at all.',
  fix: 'Add a `Retry-After` header to the response.',
  aliases: [
    'owasp:api4:2023-rate-limit-retry-after',
    'owasp:api4:2019-rate-limit-retry-after',
    'owasp-rate-limit-retry-after',
  ],
  section: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
  options: { statuses: optional(listOrOne(text), 'Statuses that need it; 429 alone without it.') },
  messages: { missing: 'the {status} response has no Retry-After header' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        '429':
          description: Too many requests
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        '429':
          description: Too many requests
          headers:
            Retry-After: { schema: { type: integer } }
`,
  create(report, _context, { statuses = ['429'] }) {
    const told = new Set<unknown>();
    return {
      operation(operation) {
        for (const status of statuses) {
          const response = operation.responses.get(status);
          if (!response || told.has(response.node.value)) continue;
          told.add(response.node.value);
          const { headers, node } = response;
          // The IETF's RateLimit fields say the same in another way.
          if (headers.has('retry-after') || headers.has('ratelimit') || headers.has('ratelimit-reset'))
            continue;
          const params = { status };
          report({ message: 'missing', params, at: node, part: 'key', operation: operationName(operation) });
        }
      },
    };
  },
});
