import { defineLintRule } from '../rule.ts';
import { child, valueIn } from '../../document/node.ts';

export default defineLintRule({
  code: 'server-audience-missing',
  severity: 'off',
  presets: { owasp: 'info' },
  summary: 'Say of each server whether it is for the public.',
  why: 'Documentation shows internal hosts to everyone, and forgotten ones are found by those who look.',
  fix: 'Add `x-internal: true` or `x-internal: false` to the server.',
  aliases: ['owasp:api9:2023-inventory-access'],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/',
  messages: { missing: '{url} does not say by x-internal whom it is for' },
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
    x-internal: false
paths: {}
`,
  create: (report, { api }) => ({
    server({ node, url }) {
      // 2.0 has one host, and no object for it.
      if (api.version === '2.0' || typeof valueIn(node, 'x-internal') === 'boolean') return;
      report({ message: 'missing', params: { url }, at: child(node, 'url') ?? node });
    },
  }),
});
