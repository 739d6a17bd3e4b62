import { defineLintRule } from '../rule.ts';
import { child, textIn } from '../../document/node.ts';

const environments =
  /\b(?:local|sandbox|alpha|beta|test|testing|mock|dev|development|demo|qa|uat|stag(?:e|ing)?|live|prod|production|pre-?prod(?:uction)?|next)\b/i;

export default defineLintRule({
  code: 'server-environment-missing',
  severity: 'off',
  presets: { owasp: 'info' },
  summary: 'Say of each server which environment it is: production, staging, test.',
  why: 'Tests run against production, and test data is left open, where nobody can tell them apart.',
  fix: 'Name it in the description of the server.',
  aliases: ['owasp:api9:2023-inventory-environment'],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/',
  messages: { missing: 'the description of {url} does not name its environment' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - url: https://api.example.com
paths: {}
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - url: https://api.example.com
    description: Production
paths: {}
`,
  create: (report, { api }) => ({
    server({ node, url }) {
      if (api.version === '2.0' || environments.test(textIn(node, 'description') ?? '')) return;
      // From 3.2 on a server may have a name, too.
      if (environments.test(textIn(node, 'name') ?? '')) return;
      report({
        message: 'missing',
        params: { url },
        at: child(node, 'description') ?? child(node, 'url') ?? node,
      });
    },
  }),
});
