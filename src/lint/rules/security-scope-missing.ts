import { defineLintRule } from '../rule.ts';
import { operationName } from '../../openapi/names.ts';

export default defineLintRule({
  code: 'security-scope-missing',
  severity: 'off',
  summary: 'Require a scope with every OAuth2 scheme.',
  why: 'Any token opens the operation, whatever it was granted for.',
  fix: 'Name the scopes that the operation needs.',
  aliases: ['SecureAllEndpointsWithScopesRule'],
  section: 'https://spec.openapis.org/oas/v3.1.1#security-requirement-object',
  messages: { missing: 'scheme "{name}" is required without a scope' },
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
        clientCredentials:
          tokenUrl: https://login.example.com/token
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
  create: (report) => ({
    security({ alternatives }, operation) {
      for (const { name, node, scheme, scopes } of alternatives.flatMap(({ schemes }) => schemes)) {
        if (scheme?.type !== 'oauth2' || scopes.length > 0) continue;
        report({
          message: 'missing',
          params: { name },
          at: node,
          part: 'key',
          ...(operation && { operation: operationName(operation) }),
        });
      }
    },
  }),
});
