import { defineLintRule } from '../rule.ts';
import type { Node } from '../../document/document.ts';
import type { Operation, SecurityRequirements } from '../../openapi/model.ts';
import { operationName } from '../../openapi/names.ts';
import { optional, text } from '../../document/reader.ts';
import { ownSecurity } from '../access.ts';

export default defineLintRule({
  code: 'security-admin-shared',
  severity: 'off',
  presets: { owasp: 'warning' },
  summary: 'Ask for more than the usual credentials where administrators work.',
  why: 'Where the same credentials open both, one forgotten check makes every user an administrator.',
  fix: 'Give the operations for administrators a scheme or scopes of their own.',
  aliases: ['owasp:api5:2023-admin-security-unique'],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/',
  messages: { shared: '{key} takes the same credentials as {other}, which is not for administrators' },
  options: {
    path: optional(text, 'The segments that paths for administrators have in them; `/admin` without it.'),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      security:
        - key: []
      responses:
        '200': { description: OK }
  /admin/users:
    get:
      security:
        - key: []
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
  /admin/users:
    get:
      security:
        - adminKey: []
      responses:
        '200': { description: OK }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-API-Key }
    adminKey: { type: apiKey, in: header, name: X-Admin-Key }
`,
  create(report, _context, { path = '/admin' }) {
    const usual = new Map<string, Operation>();
    const admin: { readonly operation: Operation; readonly at: Node; readonly asked: string }[] = [];
    return {
      operation(operation) {
        if (operation.kind !== 'path' || !operation.security) return;
        const asked = spelt(operation.security);
        if (`${operation.path}/`.includes(`${path}/`))
          admin.push({ operation, at: ownSecurity(operation) ?? operation.node, asked });
        else if (!usual.has(asked)) usual.set(asked, operation);
      },
      end() {
        for (const { operation, at, asked } of admin) {
          const other = usual.get(asked);
          if (!other) continue;
          report({
            message: 'shared',
            params: { key: operation.key, other: other.key },
            at,
            part: 'key',
            operation: operationName(operation),
          });
        }
      },
    };
  },
});

/** The requirement as a text that is the same for the same requirement. */
function spelt({ alternatives }: SecurityRequirements): string {
  return JSON.stringify(
    alternatives
      .map(({ schemes }) => schemes.map(({ name, scopes }) => [name, [...scopes].sort()].join(' ')).sort())
      .map((schemes) => schemes.join('\n'))
      .sort(),
  );
}
