import type { Node } from '../../document/document.ts';
import { renameKey } from '../../document/edit.ts';
import { certainOwnName } from '../../document/nearest.ts';
import { child, rootNode } from '../../document/node.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';
import { operationName } from '../../openapi/names.ts';
import { hint } from '../hint.ts';

export default defineLintRule({
  code: 'security-scheme-undefined',
  severity: 'error',
  presets: { spec: 'error', owasp: 'error' },
  summary: 'Require only security schemes that are declared.',
  why: 'Nobody can tell what to send, and generated clients send nothing: the operation looks open, or fails with 401.',
  fix: 'Declare the scheme under `components/securitySchemes` (`securityDefinitions` in 2.0), or correct its name.',
  aliases: [
    'oas3-operation-security-defined',
    'oas2-operation-security-defined',
    'security-defined',
    'ibm-securityschemes',
  ],
  section: 'https://spec.openapis.org/oas/v3.1.1#security-requirement-object',
  messages: { undefined: 'security scheme "{name}" is not declared{hint}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      security:
        - Login: [titles.read]
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
  create(report, { api, isFaulty }) {
    /** Whether it is declared after all, by something that is wrong, and told of. */
    const isBroken = (name: string): boolean => {
      const path = api.version === '2.0' ? ['securityDefinitions'] : ['components', 'securitySchemes'];
      let at: Node | undefined = rootNode(api.documents.root);
      for (const key of [...path, name]) {
        at = child(at, key);
        if (at === undefined) return false;
        if (isFaulty(at)) return true;
      }
      return true;
    };
    return {
      security(requirements, operation) {
        for (const { schemes } of requirements.alternatives) {
          for (const { name, node, scheme } of schemes) {
            // From 3.2 on a requirement may name a scheme by URI.
            if (scheme || (api.version === '3.2' && /[/#:]/.test(name))) continue;
            if (isBroken(name)) continue;
            report({
              message: 'undefined',
              params: { name, hint: hint(name, api.securitySchemes.keys()) },
              at: node,
              part: 'key',
              fix: () => {
                const meant = certainOwnName(name, api.securitySchemes.keys());
                return meant === undefined ? undefined : safeFix(`write "${meant}"`, renameKey(node, meant));
              },
              ...(operation && { operation: operationName(operation) }),
            });
          }
        }
      },
    };
  },
});
