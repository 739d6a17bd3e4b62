import { defineLintRule } from '../rule.ts';
import { operationName } from '../../openapi/names.ts';
import { lackingResponse } from '../error-responses.ts';

export default defineLintRule({
  code: 'operation-rate-limit-response',
  severity: 'off',
  presets: { owasp: 'info' },
  summary: 'Document what an operation answers to a client that asks too often.',
  why: 'Without limits one client takes everything; without a description clients do not know when to slow down.',
  fix: 'Limit requests, and add a 429 response.',
  aliases: [
    'owasp:api4:2023-rate-limit-responses-429',
    'owasp:api4:2019-rate-limit-responses-429',
    'owasp-define-error-responses-429',
  ],
  section: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
  messages: { missing: '{key} documents no 429 response' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
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
  create: (report) => ({
    operation(operation) {
      const at = lackingResponse(operation, ['429', '4XX']);
      if (!at) return;
      report({
        message: 'missing',
        params: { key: operation.key },
        at,
        part: 'key',
        operation: operationName(operation),
      });
    },
  }),
});
