import { operationName } from '../../openapi/names.ts';
import { hasText, textPlace } from '../texts.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'operation-summary',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'Give every operation a short summary.',
  why: 'It is the heading in documentation: without one, readers see a method and a path.',
  fix: 'Add a `summary` of a few words.',
  aliases: ['ibm-operation-summary'],
  section: 'https://spec.openapis.org/oas/v3.1.1#operation-object',
  messages: { missing: '{key} has no summary' },
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
      summary: List titles
      responses:
        '200': { description: OK }
`,
  create(report) {
    const told = new Set<unknown>();
    return {
      operation(operation) {
        const { node, key } = operation;
        if (told.has(node.value) || hasText(node, 'summary')) return;
        told.add(node.value);
        report({
          message: 'missing',
          params: { key },
          ...textPlace(node, 'summary'),
          operation: operationName(operation),
        });
      },
    };
  },
});
