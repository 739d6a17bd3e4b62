import { replaceValue } from '../../document/edit.ts';
import { certainOwnName } from '../../document/nearest.ts';
import { items, textOf } from '../../document/node.ts';
import { operationName } from '../../openapi/names.ts';
import { hint } from '../hint.ts';
import { unsafeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'security-scope-undefined',
  severity: 'warning',
  presets: { owasp: 'warning' },
  summary: 'Require only scopes that a flow of the OAuth2 scheme offers.',
  why: 'A client that asks for a scope that the scheme does not list has no way to be granted it.',
  fix: 'Add the scope to the flow, or correct its name.',
  aliases: ['security-scopes-defined'],
  section: 'https://spec.openapis.org/oas/v3.1.1#oauth-flow-object',
  messages: { undefined: 'scope "{scope}" is in no flow of "{name}"{hint}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      security:
        - login: [titles:read]
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
  create(report) {
    return {
      security(requirements, operation) {
        for (const { schemes } of requirements.alternatives) {
          for (const { name, node, scheme } of schemes) {
            if (scheme?.type !== 'oauth2' || scheme.flows.size === 0) continue;
            const offered = new Set([...scheme.flows.values()].flatMap(({ scopes }) => [...scopes.keys()]));
            for (const scope of items(node)) {
              if (typeof scope.value !== 'string' || offered.has(scope.value)) continue;
              report({
                message: 'undefined',
                params: {
                  scope: scope.value,
                  name,
                  hint: hint(scope.value, offered),
                },
                at: scope,
                related: [{ message: 'the scheme', at: scheme.node }],
                // Which of the two names the provider knows, the description cannot tell.
                fix: () => {
                  const meant = certainOwnName(textOf(scope.value), offered);
                  return meant === undefined
                    ? undefined
                    : unsafeFix(`write "${meant}"`, replaceValue(scope, meant));
                },
                ...(operation && { operation: operationName(operation) }),
              });
            }
          }
        }
      },
    };
  },
});
