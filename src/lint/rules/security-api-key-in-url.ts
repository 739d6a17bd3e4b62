import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';

export default defineLintRule({
  code: 'security-api-key-in-url',
  severity: 'off',
  presets: { strict: 'info', owasp: 'error' },
  summary: 'Take API keys in a header, not in the query.',
  why: 'URLs end up in logs, histories and Referer headers, and the key with them.',
  fix: 'Use `in: header`, and accept the query parameter only as long as clients still send it.',
  aliases: [
    'owasp:api2:2023-no-api-keys-in-url',
    'owasp:api2:2019-no-api-keys-in-url',
    'owasp-no-api-keys-in-url',
  ],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/',
  messages: { query: 'scheme "{name}" takes its key in the URL, where logs and histories keep it' },
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
    key: { type: apiKey, in: query, name: api_key }
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
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-API-Key }
`,
  create(report) {
    return {
      securityScheme({ name, node, in: place }) {
        if (place === 'query') report({ message: 'query', params: { name }, at: child(node, 'in') ?? node });
      },
    };
  },
});
