import { defineLintRule } from '../rule.ts';
import { child, textOf, valueIn } from '../../document/node.ts';

export default defineLintRule({
  code: 'server-trailing-slash',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'End no server URL with a slash.',
  why: 'Paths are put right behind it, and start with a slash themselves: requests go to `//titles`.',
  fix: 'Remove the slash.',
  aliases: ['oas3-server-trailing-slash', 'oas2-host-trailing-slash', 'no-server-trailing-slash'],
  section: 'https://spec.openapis.org/oas/v3.1.1#paths-object',
  messages: { slash: '{url} ends with a slash' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - url: https://api.example.com/
paths: {}
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - url: https://api.example.com
paths: {}
`,
  create: (report, { api }) => ({
    server({ node, url }) {
      const at = child(node, 'url') ?? child(node, 'host') ?? node;
      const written = api.version === '2.0' ? textOf(valueIn(node, 'host') ?? '') : url;
      // Alone it stands for the root of the host that serves the description.
      if (written.length > 1 && written.endsWith('/'))
        report({ message: 'slash', params: { url: written }, at });
    },
  }),
});
