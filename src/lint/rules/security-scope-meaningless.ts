import { defineLintRule } from '../rule.ts';
import { items } from '../../document/node.ts';
import { operationName } from '../../openapi/names.ts';

export default defineLintRule({
  code: 'security-scope-meaningless',
  severity: 'warning',
  presets: { spec: 'error' },
  summary: 'Require scopes of OAuth2 and OpenID Connect schemes only.',
  why: 'Other schemes have no scopes before OpenAPI 3.1: nobody checks them, though it reads as if someone did.',
  fix: 'Leave the list empty.',
  section: 'https://spec.openapis.org/oas/v3.0.4#security-requirement-object',
  messages: { meaningless: 'scheme "{name}" has no scopes, so requiring "{scope}" means nothing' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      security:
        - key: [titles.read]
      responses:
        '200': { description: OK }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-API-Key }
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
  create: (report, { api }) => ({
    security({ alternatives }, operation) {
      // From 3.1 on they may be names of roles.
      if (api.version !== '2.0' && api.version !== '3.0') return;
      for (const { name, node, scheme } of alternatives.flatMap(({ schemes }) => schemes)) {
        if (!scheme || !['apiKey', 'http', 'mutualTLS'].includes(scheme.type)) continue;
        const [first] = items(node);
        if (typeof first?.value !== 'string') continue;
        report({
          message: 'meaningless',
          params: { name, scope: first.value },
          at: first,
          related: [{ message: 'the scheme', at: scheme.node }],
          ...(operation && { operation: operationName(operation) }),
        });
      }
    },
  }),
});
