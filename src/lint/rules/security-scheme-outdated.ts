import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';

const outdated = new Map([
  ['negotiate', 'it keeps state per connection, and falls back to NTLM'],
  ['ntlm', 'its hashes are broken'],
  ['oauth', 'OAuth 1.0 was replaced by OAuth 2.0'],
  ['digest', 'it rests on MD5 and on passwords that the server can read'],
]);

export default defineLintRule({
  code: 'security-scheme-outdated',
  severity: 'off',
  presets: { strict: 'info', owasp: 'error' },
  summary: 'Use no authentication that is known to be weak.',
  why: 'Negotiate, NTLM, OAuth 1.0 and Digest can be got around with means that everyone has.',
  fix: 'Use OAuth 2.0, OpenID Connect or mutual TLS.',
  aliases: [
    'owasp:api2:2023-auth-insecure-schemes',
    'owasp:api2:2019-auth-insecure-schemes',
    'owasp-auth-insecure-schemes',
  ],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/',
  messages: { outdated: 'authentication by {scheme} is outdated: {reason}' },
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
    login: { type: http, scheme: negotiate }
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
      securityScheme({ node, httpScheme = '' }) {
        const reason = outdated.get(httpScheme);
        if (reason === undefined) return;
        report({
          message: 'outdated',
          params: { scheme: httpScheme, reason },
          at: child(node, 'scheme') ?? node,
        });
      },
    };
  },
});
