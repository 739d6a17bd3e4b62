import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';
const reasons = new Map([
  ['implicit', 'tokens leak through the URL'],
  ['password', 'clients get to see the password'],
]);

export default defineLintRule({
  code: 'security-flow-deprecated',
  severity: 'off',
  presets: { strict: 'info', owasp: 'warning' },
  summary: 'Offer neither the implicit nor the password flow of OAuth 2.0.',
  why: 'The security practice of OAuth 2.0 gives them up: they hand tokens or passwords to whom they do not belong.',
  fix: 'Offer the authorization code flow with PKCE, or client credentials between machines.',
  section: 'https://www.rfc-editor.org/rfc/rfc9700#section-2.1.2',
  messages: { deprecated: 'the {flow} flow is deprecated: {reason}' },
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
    login:
      type: oauth2
      flows:
        implicit:
          authorizationUrl: https://login.example.com/authorize
          scopes: {}
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
      type: oauth2
      flows:
        authorizationCode:
          authorizationUrl: https://login.example.com/authorize
          tokenUrl: https://login.example.com/token
          scopes: {}
`,
  create(report, { api }) {
    return {
      securityScheme({ flows }) {
        for (const [flow, { node }] of flows) {
          const reason = reasons.get(flow);
          if (reason === undefined) continue;
          // In 2.0 the scheme is its own flow, and says which in `flow`.
          const said = api.version === '2.0' ? child(node, 'flow') : undefined;
          report({ message: 'deprecated', params: { flow, reason }, at: said ?? node });
        }
      },
    };
  },
});
