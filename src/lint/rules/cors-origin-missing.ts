import { responsesWithout } from '../response-headers.ts';
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
  messages: {
    missing: 'response {status} does not describe Access-Control-Allow-Origin',
    nowhere: 'none of the {count} responses describes Access-Control-Allow-Origin',
  },
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
  create(report, { api }) {
    return responsesWithout(api, /^/, (name) => name === 'access-control-allow-origin', {
      one: (at, status) => report({ message: 'missing', params: { status }, at, part: 'key' }),
      all: (at, count) => report({ message: 'nowhere', params: { count }, at, part: 'key' }),
    });
  },
});
