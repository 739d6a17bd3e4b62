import { child } from '../../document/node.ts';
import { operationName } from '../../openapi/names.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'operation-success-response',
  severity: 'warning',
  summary: 'Document what an operation answers when it succeeds.',
  why: 'Clients have no type for the result, and a probe cannot tell a right answer from a wrong one.',
  fix: 'Add a response with a 1XX, 2XX or 3XX status, or `default`.',
  aliases: [
    'operation-2xx-response',
    'operation-success-response',
    'post-response-success',
    'ibm-response-status-codes',
  ],
  section: 'https://spec.openapis.org/oas/v3.1.1#responses-object',
  messages: { missing: '{key} documents no response for success' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '404': { description: No such title }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        '404': { description: No such title }
`,
  create(report) {
    return {
      operation(operation) {
        const statuses = [...operation.responses.keys()];
        const responses = child(operation.node, 'responses');
        if (!responses || statuses.length === 0) return;
        if (statuses.some((status) => /^[123]/.test(status) || status === 'default')) return;
        report({
          message: 'missing',
          params: { key: operation.key },
          at: responses,
          part: 'key',
          operation: operationName(operation),
        });
      },
    };
  },
});
