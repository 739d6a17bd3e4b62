import { defineLintRule } from '../rule.ts';
import { child, items, valueIn } from '../../document/node.ts';

export default defineLintRule({
  code: 'server-missing',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Say where the API is served.',
  why: 'Without a server it is taken to be where the description is: documentation and clients call the wrong host.',
  fix: 'Add `servers` with a URL; in 2.0, `host` and `schemes`.',
  aliases: [
    'oas3-api-servers',
    'no-empty-servers',
    'oas2-api-host',
    'oas2-api-schemes',
    'docs-api-host',
    'docs-api-schemes',
    'docs-api-servers',
  ],
  section: 'https://spec.openapis.org/oas/v3.1.1#openapi-object',
  messages: {
    servers: 'nothing says where this API is served',
    host: 'no host says where this API is served',
    schemes: 'no schemes say whether this API is served over https',
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
servers:
  - url: https://api.example.com
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
`,
  create: (report) => ({
    api({ node, version, operations }) {
      // What only describes webhooks, or holds components, is served nowhere.
      if (operations.length === 0) return;
      const at = child(node, 'info') ?? node;
      if (version !== '2.0') {
        const servers = child(node, 'servers');
        const everywhere = operations.every((each) => each.servers.length > 0);
        if (items(servers).length === 0 && !everywhere)
          report({ message: 'servers', at: servers ?? at, part: 'key' });
        return;
      }
      if (typeof valueIn(node, 'host') !== 'string') report({ message: 'host', at, part: 'key' });
      else if (items(child(node, 'schemes')).length === 0) report({ message: 'schemes', at, part: 'key' });
    },
  }),
});
