import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';
import { operationName } from '../../openapi/names.ts';

export default defineLintRule({
  code: 'response-default-only',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Document success and errors apart, not by `default` alone.',
  why: 'Clients cannot tell a result from an error, and generators make one type of both.',
  fix: 'Add the statuses of success, and keep `default` for errors.',
  section: 'https://spec.openapis.org/oas/v3.1.1#responses-object',
  messages: { only: '{key} documents `default` alone' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        default: { description: Anything }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        default: { description: An error }
`,
  create: (report) => ({
    operation(operation) {
      const { kind, responses, node, key } = operation;
      const at = child(node, 'responses');
      if (kind !== 'path' || !at || responses.size !== 1 || !responses.has('default')) return;
      report({ message: 'only', params: { key }, at, part: 'key', operation: operationName(operation) });
    },
  }),
});
