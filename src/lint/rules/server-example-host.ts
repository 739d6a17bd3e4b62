import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';

export default defineLintRule({
  code: 'server-example-host',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Name the real server, not an example.',
  why: 'What was copied from an example is served nowhere: documentation and clients call a host that is not there.',
  fix: 'Write the URL of your server, or a relative one.',
  aliases: [
    'oas3-server-not-example.com',
    'oas2-host-not-example',
    'oas3-host-not-example',
    'no-server-example.com',
    'docs-api-host-not-example',
    'docs-api-server-not-example.com',
  ],
  section: 'https://www.rfc-editor.org/rfc/rfc2606#section-3',
  messages: { example: '{url} is an example, where nothing is served' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - url: https://api.example.com
paths: {}
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - url: /api
paths: {}
`,
  create: (report) => ({
    server({ node, url }) {
      if (!/^(?:[a-z]+:)?\/\/(?:[^/?#]*[.@])?example\.(?:com|net|org)(?=[:/?#]|$)/i.test(url)) return;
      report({ message: 'example', params: { url }, at: child(node, 'url') ?? child(node, 'host') ?? node });
    },
  }),
});
