import { operationName } from '../../openapi/names.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'operation-singular-tag',
  severity: 'off',
  presets: { strict: 'off' },
  summary: 'Give an operation one tag only.',
  why: 'Code generators make a class of each tag, and an operation with two tags ends up in two classes.',
  fix: 'Keep the tag that fits best.',
  section: 'https://spec.openapis.org/oas/v3.1.1#operation-object',
  messages: { several: '{key} has {count} tags' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      tags: [titles, catalogue]
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      tags: [titles]
      responses:
        '200': { description: OK }
`,
  create(report) {
    const told = new Set<unknown>();
    return {
      operation(operation) {
        const { node, key, tags } = operation;
        const second = tags[1];
        if (second === undefined || told.has(node.value)) return;
        told.add(node.value);
        report({
          message: 'several',
          params: { key, count: tags.length },
          at: second,
          operation: operationName(operation),
        });
      },
    };
  },
});
