import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';

export default defineLintRule({
  code: 'security-http-basic',
  severity: 'off',
  presets: { owasp: 'warning' },
  summary: 'Use no HTTP Basic authentication.',
  why: 'The password travels with every request, never expires, and can be taken back only by changing it.',
  fix: 'Use tokens that expire: OAuth 2.0 or OpenID Connect.',
  aliases: ['owasp:api2:2023-no-http-basic', 'owasp:api2:2019-no-http-basic', 'owasp-no-http-basic'],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/',
  messages: { basic: 'scheme "{name}" sends the password with every request' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      security:
        - login: []
      responses:
        '200': { description: OK }
components:
  securitySchemes:
    login: { type: http, scheme: basic }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      security:
        - login: []
      responses:
        '200': { description: OK }
components:
  securitySchemes:
    login: { type: http, scheme: bearer }
`,
  create(report) {
    return {
      securityScheme({ name, node, httpScheme }) {
        if (httpScheme !== 'basic') return;
        report({
          message: 'basic',
          params: { name },
          at: child(node, 'scheme') ?? child(node, 'type') ?? node,
        });
      },
    };
  },
});
