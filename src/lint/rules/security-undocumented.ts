import { defineLintRule } from '../rule.ts';
import { operationName } from '../../openapi/names.ts';

export default defineLintRule({
  code: 'security-undocumented',
  severity: 'off',
  presets: { strict: 'info', owasp: 'info' },
  summary: 'Say which credentials are wanted where an operation answers 401.',
  why: 'Clients learn that they are refused, but not what to send.',
  fix: 'Declare the security scheme, and require it in the operation or at the root.',
  section: 'https://spec.openapis.org/oas/v3.1.1#security-requirement-object',
  messages: { unsaid: '{key} answers 401, and nothing says which credentials it wants' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        '401': { description: Who are you? }
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
      const response = operation.responses.get('401');
      // Credentials may be sent in the body, or be described as parameters.
      if (!response || operation.kind !== 'path' || operation.security || operation.requestBody) return;
      if (operation.parameters.some(({ name }) => /auth|token|key|credential|session/i.test(name))) return;
      report({
        message: 'unsaid',
        params: { key: operation.key },
        at: response.use,
        part: 'key',
        operation: operationName(operation),
      });
    },
  }),
});
