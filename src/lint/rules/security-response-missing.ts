import { defineLintRule } from '../rule.ts';
import { operationName } from '../../openapi/names.ts';
import { accessBy } from '../access.ts';
import { lackingResponse } from '../error-responses.ts';

export default defineLintRule({
  code: 'security-response-missing',
  severity: 'off',
  presets: { strict: 'info', owasp: 'info' },
  summary: 'Document what an operation answers to callers without valid credentials.',
  why: 'Every client meets it when its token expires, and has to tell it from other errors.',
  fix: 'Add a 401 response, or 403, or 4XX.',
  aliases: [
    'owasp:api8:2023-define-error-responses-401',
    'owasp:api3:2019-define-error-responses-401',
    'owasp-define-error-responses-401',
  ],
  section: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2',
  messages: { missing: '{key} requires credentials, and documents neither 401 nor 403' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      security:
        - key: []
      responses:
        '200': { description: OK }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-API-Key }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      security:
        - key: []
      responses:
        '200': { description: OK }
        '401': { description: Who are you? }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-API-Key }
`,
  create: (report) => ({
    operation(operation) {
      if (accessBy(operation.security) !== 'restricted') return;
      const at = lackingResponse(operation, ['401', '403', '4XX']);
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
