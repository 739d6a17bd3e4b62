import { defineLintRule } from '../rule.ts';
export default defineLintRule({
  code: 'cors-origin-missing',
  severity: 'off',
  presets: { owasp: 'info' },
  summary: 'Say which websites may read a response.',
  why: 'What nobody decided is decided by a framework: no website can call the API, or every one can.',
  fix: 'Add the header `Access-Control-Allow-Origin` to the responses.',
  aliases: ['owasp:api8:2023-define-cors-origin'],
  section: 'https://fetch.spec.whatwg.org/#http-access-control-allow-origin',
  messages: { missing: 'response {status} does not describe Access-Control-Allow-Origin' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          headers:
            Access-Control-Allow-Origin: { schema: { type: string } }
`,
  create(report) {
    const told = new Set<unknown>();
    return {
      operation({ kind, responses }) {
        for (const [status, { node, headers }] of responses) {
          if (kind !== 'path' || told.has(node.value)) continue;
          told.add(node.value);
          if (!headers.has('access-control-allow-origin'))
            report({ message: 'missing', params: { status }, at: node, part: 'key' });
        }
      },
    };
  },
});
