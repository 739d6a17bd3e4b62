import { defineLintRule } from '../rule.ts';
const refreshed: ReadonlySet<string> = new Set(['authorizationCode', 'password', 'deviceAuthorization']);

export default defineLintRule({
  code: 'security-refresh-missing',
  severity: 'off',
  presets: { owasp: 'info' },
  summary: 'Say where OAuth 2.0 tokens are refreshed.',
  why: 'Without refresh, access tokens have to live long, and so does a stolen one.',
  fix: 'Add the `refreshUrl` of the flow, and let access tokens expire soon.',
  aliases: ['owasp:api2:2023-short-lived-access-tokens'],
  section: 'https://spec.openapis.org/oas/v3.1.1#oauth-flow-object',
  messages: { missing: 'the {flow} flow names no refreshUrl, so its tokens cannot live shortly' },
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
        authorizationCode:
          authorizationUrl: https://login.example.com/authorize
          tokenUrl: https://login.example.com/token
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
          refreshUrl: https://login.example.com/token
          scopes: {}
`,
  create(report, { api }) {
    return {
      securityScheme({ flows }) {
        // 2.0 has no field for it, and clients that speak for themselves ask for a new token instead.
        if (api.version === '2.0') return;
        for (const [flow, { node, refreshUrl }] of flows) {
          if (refreshed.has(flow) && !refreshUrl) report({ message: 'missing', params: { flow }, at: node });
        }
      },
    };
  },
});
