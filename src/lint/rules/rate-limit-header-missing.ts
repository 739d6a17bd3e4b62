import { responsesWithout } from '../response-headers.ts';
import { defineLintRule } from '../rule.ts';

const limits = /^(?:x-)?rate-?limit(?:$|-)/;

export default defineLintRule({
  code: 'rate-limit-header-missing',
  severity: 'off',
  presets: { owasp: 'info' },
  summary: 'Tell clients how often they may ask, in headers of each response.',
  why: 'Clients that do not see the limit coming run into it, and then wait or fail.',
  fix: 'Add `RateLimit` and `RateLimit-Policy`, or `X-RateLimit-Limit` and the like.',
  aliases: [
    'owasp:api4:2023-rate-limit',
    'owasp:api4:2019-rate-limit',
    'owasp-rate-limit',
    'Use429HeaderForRateLimitRule',
  ],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
  messages: {
    missing: 'response {status} has no header that tells the rate limit',
    nowhere: 'none of the {count} responses has a header that tells the rate limit',
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
            RateLimit: { schema: { type: string } }
`,
  create(report, { api }) {
    return responsesWithout(api, /^[24]/, (name) => limits.test(name), {
      one: (at, status) => report({ message: 'missing', params: { status }, at, part: 'key' }),
      all: (at, count) => report({ message: 'nowhere', params: { count }, at, part: 'key' }),
    });
  },
});
