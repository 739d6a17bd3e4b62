import { defineLintRule } from '../rule.ts';
import { flag, optional } from '../../document/reader.ts';
import { child } from '../../document/node.ts';

/** Names of what lets in whoever knows it; `page_token` or `tokenType` are none. */
const secret =
  /^(?:x[-_]?)?(?:api[-_]?(?:key|token|secret)|(?:access|refresh|id|auth|bearer|session|security|user)[-_]?token|token|jwt|(?:client|app|shared)[-_]?secret|secret|secret[-_]?key|private[-_]?key|(?:user)?pass(?:word|wd|phrase)?|pwd|(?:new|old|current)[-_]?password)$/i;
/** Names that also say less: what a page or a resource is found by. */
const ambiguous = /^(?:token|user[-_]?token|session[-_]?token|pass|secret)$/i;

export default defineLintRule({
  code: 'parameter-credentials-in-url',
  severity: 'info',
  presets: { owasp: 'error' },
  summary: 'Keep passwords, secrets and tokens out of paths and queries.',
  why: 'URLs end up in logs, histories and Referer headers, and the secret with them.',
  fix: 'Take it in a header or in the body; describe credentials as a security scheme.',
  aliases: [
    'owasp:api2:2023-no-credentials-in-url',
    'owasp:api2:2019-no-credentials-in-url',
    'owasp-no-credentials-in-url',
  ],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/',
  messages: {
    secret: '{place} parameter "{name}" puts a secret in the URL, where logs and histories keep it',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: password, in: query, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: page_token, in: query, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  options: {
    ambiguous: optional(flag, 'Whether names that may mean less are told of too, such as `token`.'),
  },
  create(report, _context, options) {
    return {
      parameter({ name, in: place, node }) {
        if ((place !== 'query' && place !== 'path') || !secret.test(name)) return;
        if (ambiguous.test(name) && options.ambiguous !== true) return;
        report({ message: 'secret', params: { place, name }, at: child(node, 'name') ?? node });
      },
    };
  },
});
