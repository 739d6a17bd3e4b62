import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';

export default defineLintRule({
  code: 'webhook-server-meaningless',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Give webhooks no servers.',
  why: 'A webhook is sent to the URL that its receiver registered, so a server says nothing.',
  fix: 'Remove `servers`, and say in the description how a URL is registered.',
  aliases: ['oas3_1-servers-in-webhook'],
  section: 'https://spec.openapis.org/oas/v3.1.1#openapi-object',
  messages: { meaningless: 'a webhook is sent to where its receiver is, so servers say nothing here' },
  bad: `openapi: 3.1.0
info: { title: Titles, version: 1.0.0 }
webhooks:
  titleAdded:
    post:
      servers:
        - url: https://hooks.example.com
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.1.0
info: { title: Titles, version: 1.0.0 }
webhooks:
  titleAdded:
    post:
      responses:
        '200': { description: OK }
`,
  create: (report) => ({
    pathItem({ kind, node }) {
      const at = kind === 'webhook' ? child(node, 'servers') : undefined;
      if (at) report({ message: 'meaningless', at, part: 'key' });
    },
    operation({ kind, node }) {
      const at = kind === 'webhook' ? child(node, 'servers') : undefined;
      if (at) report({ message: 'meaningless', at, part: 'key' });
    },
  }),
});
