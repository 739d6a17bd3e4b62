import { defineLintRule } from '../rule.ts';
import { textIn } from '../../document/node.ts';

export default defineLintRule({
  code: 'security-jwt-undescribed',
  severity: 'off',
  presets: { owasp: 'info' },
  summary: 'Say in the description of a JWT scheme that RFC 8725 is followed.',
  why: 'JSON Web Tokens are safe only with its practices: a fixed algorithm, checked issuer and audience, no `alg: none`.',
  fix: 'Follow RFC 8725, and name it in the description of the scheme.',
  aliases: [
    'owasp:api2:2023-jwt-best-practices',
    'owasp:api2:2019-jwt-best-practices',
    'owasp-jwt-best-practices',
  ],
  section: 'https://www.rfc-editor.org/rfc/rfc8725',
  messages: { unsaid: 'scheme "{name}" uses JWT, and its description does not name RFC 8725' },
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
    login: { type: http, scheme: bearer, bearerFormat: JWT }
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
    login:
      type: http
      scheme: bearer
      bearerFormat: JWT
      description: Tokens are checked as RFC 8725 has it.
`,
  create(report) {
    return {
      securityScheme({ name, node, type, httpScheme }) {
        const jwt = httpScheme === 'bearer' && /jwt/i.test(textIn(node, 'bearerFormat') ?? '');
        if (!jwt && type !== 'openIdConnect') return;
        if (/rfc[\s-]?8725/i.test(textIn(node, 'description') ?? '')) return;
        report({ message: 'unsaid', params: { name }, at: node, part: 'key' });
      },
    };
  },
});
