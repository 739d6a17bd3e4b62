import { removeNode } from '../../document/edit.ts';
import { child, items, valueIn } from '../../document/node.ts';
import { follow } from '../../openapi/follow.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'parameter-duplicate',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'List a parameter once: its name and its `in` together make it one.',
  why: 'Of two that are equal, one is ignored, and which one depends on the tool.',
  fix: "Remove one of the two. To override a path item's parameter, list it in the operation.",
  aliases: ['operation-parameters', 'oas2-operation-parameters', 'operation-parameters-unique'],
  section: 'https://spec.openapis.org/oas/v3.1.1#operation-object',
  messages: { duplicate: '{in} parameter "{name}" is listed twice' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
        - { name: limit, in: header, schema: { type: integer } }
      responses:
        '200': { description: OK }
`,
  create(report, { api }) {
    return {
      objectsOf: ['operation', 'pathItem'],
      object(node) {
        const seen = new Map<string, (typeof list)[number]>();
        const list = items(child(node, 'parameters'));
        for (const use of list) {
          const followed = follow(api.documents, use);
          if (followed.kind !== 'found') continue;
          const name = valueIn(followed.node, 'name');
          const place = valueIn(followed.node, 'in');
          if (typeof name !== 'string' || typeof place !== 'string') continue;
          const key = `${place} ${place === 'header' ? name.toLowerCase() : name}`;
          const first = seen.get(key);
          if (!first) seen.set(key, use);
          else {
            report({
              message: 'duplicate',
              params: { in: place, name },
              at: use,
              related: [{ message: 'first listed here', at: first }],
              fix: () =>
                JSON.stringify(use.value) === JSON.stringify(first.value)
                  ? safeFix('remove the second one', removeNode(use))
                  : undefined,
            });
          }
        }
      },
    };
  },
});
