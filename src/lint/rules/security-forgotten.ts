import { defineLintRule } from '../rule.ts';
import type { Operation } from '../../openapi/model.ts';
import { operationName } from '../../openapi/names.ts';
import { accessBy } from '../access.ts';

/** What is open everywhere: the way in, and what machines ask to see whether the service lives. */
const openByNature =
  /(?:^|[/_.-])(?:auth\w*|oauth\w*|log-?in|log-?out|sign-?\w+|register\w*|session\w*|tokens?|password\w*|health\w*|ping|live\w*|ready\w*|status|version\w*|metrics|info|docs?|openapi|swagger|public|callbacks?|webhooks?|well-known|jwks)/i;
const fewest = 5;

export default defineLintRule({
  code: 'security-forgotten',
  severity: 'info',
  presets: { owasp: 'warning' },
  summary: 'Say of every operation who may call it, where nearly all others say it.',
  why: 'Without a default at the root, an operation that says nothing is open to everyone: easily by mistake.',
  fix: 'Write its `security`; `security: []` if it is open on purpose.',
  section: 'https://spec.openapis.org/oas/v3.1.1#operation-object',
  messages: {
    forgotten:
      '{key} says nothing about security, while {count} other operations require it; write `security: []` if it is open',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get: &secured
      security:
        - key: []
      responses:
        '200': { description: OK }
    post: *secured
    put: *secured
    patch: *secured
    head: *secured
    delete:
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
    get: &secured
      security:
        - key: []
      responses:
        '200': { description: OK }
    post: *secured
    put: *secured
    patch: *secured
    head: *secured
    delete: *secured
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-API-Key }
`,
  create(report, { api }) {
    const silent: Operation[] = [];
    let restricted = 0;
    return {
      operation(operation) {
        if (operation.kind !== 'path' || operation.method === 'options') return;
        const access = accessBy(operation.security);
        if (access === 'restricted') restricted++;
        if (access === 'unsaid' && !openByNature.test(operation.path)) silent.push(operation);
      },
      end() {
        if (api.security || restricted < fewest || silent.length * 4 > restricted) return;
        for (const operation of silent) {
          report({
            message: 'forgotten',
            params: { key: operation.key, count: restricted },
            at: operation.node,
            part: 'key',
            operation: operationName(operation),
          });
        }
      },
    };
  },
});
