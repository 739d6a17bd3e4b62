import { defineLintRule } from '../rule.ts';
import { accessMessages, unrestricted } from '../access.ts';

export default defineLintRule({
  code: 'operation-read-unsecured',
  severity: 'off',
  presets: { owasp: 'warning' },
  summary: 'Require credentials for every operation that reads data.',
  why: 'Whoever finds the URL may read what belongs to others, and nobody knows who did.',
  fix: 'Name a security scheme under `security`, in the operation or at the root.',
  aliases: [
    'owasp:api2:2023-read-restricted',
    'owasp:api2:2019-protection-global-safe',
    'owasp-protection-global-safe',
  ],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/',
  messages: accessMessages,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
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
    get:
      responses:
        '200': { description: OK }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-API-Key }
security:
  - key: []
`,
  create: (report, context) => unrestricted(new Set(['get', 'head', 'query']), 'read', report, context),
});
