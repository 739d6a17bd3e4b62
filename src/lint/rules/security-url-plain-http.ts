import type { Node } from '../../document/document.ts';
import { isLoopbackHost } from '../../openapi/hosts.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'security-url-plain-http',
  severity: 'info',
  presets: { strict: 'warning', owasp: 'error' },
  summary: 'Send credentials to https URLs only.',
  why: 'OAuth2 and OpenID Connect rely on TLS: over plain http, secrets and tokens can be read on the way.',
  fix: 'Write the URL with https.',
  section: 'https://www.rfc-editor.org/rfc/rfc6749#section-3.2',
  messages: { plain: '{url} is plain http, and credentials go there' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      security:
        - login: [titles.read]
      responses:
        '200': { description: OK }
components:
  securitySchemes:
    login:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: http://login.example.com/token
          scopes:
            titles.read: Read titles
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      security:
        - login: [titles.read]
      responses:
        '200': { description: OK }
components:
  securitySchemes:
    login:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: https://login.example.com/token
          scopes:
            titles.read: Read titles
`,
  create(report) {
    const check = (url: Node<string> | undefined) => {
      if (!url || !/^http:\/\//i.test(url.value) || isLoopbackHost(url.value)) return;
      report({ message: 'plain', params: { url: url.value }, at: url });
    };
    return {
      securityScheme({ flows, openIdConnectUrl }) {
        check(openIdConnectUrl);
        for (const flow of flows.values()) {
          check(flow.authorizationUrl);
          check(flow.tokenUrl);
          check(flow.refreshUrl);
        }
      },
    };
  },
});
