import { defineLintRule } from '../rule.ts';
import { operationName } from '../../openapi/names.ts';
import { lackingResponse } from '../error-responses.ts';

export default defineLintRule({
  code: 'operation-server-error-response',
  severity: 'off',
  presets: { owasp: 'info' },
  summary: 'Document what an operation answers when the server fails.',
  why: 'A failure that nobody described may answer with a stack trace, and tell attackers what runs there.',
  fix: 'Add a 500 response, or 5XX.',
  aliases: [
    'owasp:api8:2023-define-error-responses-500',
    'owasp:api3:2019-define-error-responses-500',
    'owasp-define-error-responses-500',
  ],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/',
  messages: { missing: '{key} documents no response for failures of the server' },
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
        '500': { description: The server failed }
`,
  create: (report) => ({
    operation(operation) {
      const at = lackingResponse(operation, ['500', '5XX']);
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
