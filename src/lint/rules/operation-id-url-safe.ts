import { operationName } from '../../openapi/names.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'operation-id-url-safe',
  severity: 'info',
  summary: 'Write operationIds with characters that may stand in a URL.',
  why: 'Documentation links to operations by their id, and generated code cannot use it as a name.',
  fix: 'Use letters, digits and the signs - . _ ~, without spaces.',
  aliases: [
    'operation-operationId-valid-in-url',
    'operation-operationId-url-safe',
    'docs-operationId-valid-in-url',
  ],
  section: 'https://www.rfc-editor.org/rfc/rfc3986#section-2',
  messages: { unsafe: 'operationId "{id}" has characters that no URL may have: {characters}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      operationId: list titles
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
        const { id, node } = operation;
        if (!id || told.has(node.value)) return;
        told.add(node.value);
        const bad = new Set(id.value.match(/[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]/gu));
        if (bad.size === 0) return;
        const characters = [...bad].map((each) => (each === ' ' ? 'a space' : each)).join(' ');
        report({
          message: 'unsafe',
          params: { id: id.value, characters },
          at: id,
          operation: operationName(operation),
        });
      },
    };
  },
});
