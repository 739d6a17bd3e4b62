import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';
import { operationName } from '../../openapi/names.ts';

export default defineLintRule({
  code: 'operation-error-response',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Document what an operation answers when the client is wrong.',
  why: 'Clients cannot tell what an error looks like, and handle it by guessing.',
  fix: 'Add the 4XX responses that it gives, or `default`.',
  aliases: ['operation-4xx-response'],
  section: 'https://spec.openapis.org/oas/v3.1.1#responses-object',
  messages: { missing: '{key} documents no response for errors of the client' },
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
        '200': { description: OK }
        '400': { description: Bad request }
`,
  create: (report) => ({
    operation(operation) {
      const { kind, node, key, responses } = operation;
      const at = child(node, 'responses');
      if (kind !== 'path' || !at || responses.size === 0) return;
      if ([...responses.keys()].some((status) => /^4/.test(status) || status === 'default')) return;
      report({ message: 'missing', params: { key }, at, part: 'key', operation: operationName(operation) });
    },
  }),
});
