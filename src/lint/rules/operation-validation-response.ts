import { defineLintRule } from '../rule.ts';
import { operationName } from '../../openapi/names.ts';
import { lackingResponse } from '../error-responses.ts';

export default defineLintRule({
  code: 'operation-validation-response',
  severity: 'off',
  presets: { owasp: 'info' },
  summary: 'Document what an operation answers to input that is not valid.',
  why: 'Errors that nobody described are built anew each time, and some of them tell what they should not.',
  fix: 'Add a 400 or 422 response, or 4XX.',
  aliases: [
    'owasp:api8:2023-define-error-validation',
    'owasp:api3:2019-define-error-validation',
    'owasp-define-error-validation',
  ],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/',
  messages: { missing: '{key} takes input, and documents neither 400 nor 422' },
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
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        '200': { description: OK }
        '400': { description: Bad request }
`,
  create: (report) => ({
    operation(operation) {
      const { key, parameters, requestBody } = operation;
      if (parameters.length === 0 && !requestBody) return;
      const at = lackingResponse(operation, ['400', '422', '4XX']);
      if (at)
        report({ message: 'missing', params: { key }, at, part: 'key', operation: operationName(operation) });
    },
  }),
});
