import { defineLintRule } from '../rule.ts';
import { accessMessages, unrestricted } from '../access.ts';

export default defineLintRule({
  code: 'operation-write-unsecured',
  severity: 'off',
  presets: { owasp: 'error' },
  summary: 'Require credentials for every operation that changes data.',
  why: 'Whoever finds the URL may create, change or delete what belongs to others.',
  fix: 'Name a security scheme under `security`, in the operation or at the root.',
  aliases: [
    'owasp:api2:2023-write-restricted',
    'owasp:api2:2019-protection-global-unsafe',
    'owasp:api2:2019-protection-global-unsafe-strict',
    'owasp-protection-global-unsafe',
    'owasp-protection-global-unsafe-strict',
    'SecureAllEndpointsRule',
  ],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/',
  messages: accessMessages,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    post:
      security: []
      responses:
        '200': { description: OK }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-API-Key }
security:
  - key: []
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    post:
      responses:
        '200': { description: OK }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-API-Key }
security:
  - key: []
`,
  create: (report, context) =>
    unrestricted(new Set(['post', 'put', 'patch', 'delete']), 'change', report, context),
});
