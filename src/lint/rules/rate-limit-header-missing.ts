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
  messages: { missing: 'response {status} has no header that tells the rate limit' },
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
  create(report) {
    const told = new Set<unknown>();
    return {
      operation({ kind, responses }) {
        for (const [status, { node, headers }] of responses) {
          if (kind !== 'path' || !/^[24]/.test(status) || told.has(node.value)) continue;
          told.add(node.value);
          if (![...headers.keys()].some((name) => limits.test(name)))
            report({ message: 'missing', params: { status }, at: node, part: 'key' });
        }
      },
    };
  },
});
