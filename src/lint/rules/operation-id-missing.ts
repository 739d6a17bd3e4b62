import { child } from '../../document/node.ts';
import { operationName } from '../../openapi/names.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'operation-id-missing',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'Give every operation an operationId.',
  why: 'Code generators make up a name from method and path, and links cannot refer to the operation.',
  fix: 'Add an `operationId`.',
  aliases: ['operation-operationId'],
  section: 'https://spec.openapis.org/oas/v3.1.1#operation-object',
  messages: { missing: '{key} has no operationId' },
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
      operationId: listTitles
      responses:
        '200': { description: OK }
`,
  create(report) {
    const told = new Set<unknown>();
    return {
      operation(operation) {
        const { node, key, kind } = operation;
        // No client calls a callback.
        if (kind === 'callback' || told.has(node.value)) return;
        const id = child(node, 'operationId');
        if (id !== undefined && id.value !== '') return;
        told.add(node.value);
        report({
          message: 'missing',
          params: { key },
          at: id ?? node,
          ...(id === undefined && { part: 'key' }),
          operation: operationName(operation),
        });
      },
    };
  },
});
