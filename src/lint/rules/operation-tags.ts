import { child, items } from '../../document/node.ts';
import { operationName } from '../../openapi/names.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'operation-tags',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Tag every operation.',
  why: 'Documentation and code generators group operations by tag: one without is left over, or in a group "default".',
  fix: 'Add `tags` with the group that it belongs to.',
  aliases: ['zally:M004', 'docs-operation-tags'],
  section: 'https://spec.openapis.org/oas/v3.1.1#operation-object',
  messages: { missing: '{key} has no tags' },
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
      tags: [titles]
      responses:
        '200': { description: OK }
`,
  create(report) {
    const told = new Set<unknown>();
    return {
      operation(operation) {
        const { node, key, kind } = operation;
        if (kind === 'callback' || told.has(node.value)) return;
        told.add(node.value);
        const tags = child(node, 'tags');
        if (items(tags).length > 0) return;
        report({
          message: 'missing',
          params: { key },
          at: tags ?? node,
          part: 'key',
          operation: operationName(operation),
        });
      },
    };
  },
});
