import type { Node } from '../../document/document.ts';
import type { OperationName } from '../../findings/finding.ts';
import { operationName } from '../../openapi/names.ts';
import { hint } from '../hint.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'operation-tag-undeclared',
  severity: 'info',
  presets: { strict: 'warning' },
  summary: 'Declare the tags that operations have.',
  why: 'A tag outside the list has no description and no place in the order, and a misspelt one makes a group of its own.',
  fix: 'Add the tag to `tags` of the description, or write the name that is there.',
  aliases: ['operation-tag-defined'],
  section: 'https://spec.openapis.org/oas/v3.1.1#tag-object',
  messages: {
    undeclared: 'tag "{tag}" is not in the list of tags{hint}',
    several: 'tag "{tag}" of {count} operations is not in the list of tags{hint}',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
tags:
  - name: titles
paths:
  /titles:
    get:
      tags: [title]
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
tags:
  - name: titles
paths:
  /titles:
    get:
      tags: [titles]
      responses:
        '200': { description: OK }
`,
  create(report, { api }) {
    const declared = new Set(api.tags.map(({ name }) => name));
    const undeclared = new Map<
      string,
      { readonly at: Node; readonly operation: OperationName; count: number }
    >();
    const told = new Set<unknown>();
    return {
      operation(operation) {
        const { node, tags } = operation;
        // A description that lists no tags at all says nothing of any.
        if (declared.size === 0 || told.has(node.value)) return;
        told.add(node.value);
        for (const at of tags) {
          if (declared.has(at.value)) continue;
          const known = undeclared.get(at.value);
          if (known) known.count += 1;
          else undeclared.set(at.value, { at, operation: operationName(operation), count: 1 });
        }
      },
      end() {
        for (const [tag, { at, operation, count }] of undeclared) {
          const params = { tag, hint: hint(tag, declared) };
          if (count === 1) report({ message: 'undeclared', params, at, operation });
          else report({ message: 'several', params: { ...params, count }, at, operation });
        }
      },
    };
  },
});
