import type { Node } from '../../document/document.ts';
import { templateShape } from '../../openapi/template.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'path-duplicate',
  severity: 'error',
  presets: { spec: 'error' },
  summary: "Write no two paths that are equal but for their parameters' names.",
  why: 'They match the same requests, so no server or client can tell which one is meant; the specification forbids it.',
  fix: 'Join the two under one template.',
  aliases: ['no-identical-paths'],
  section: 'https://spec.openapis.org/oas/v3.1.1#paths-object',
  messages: { duplicate: '{path} matches the same requests as {other}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
  /titles/{isbn}:
    get:
      parameters:
        - { name: isbn, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
  /isbn/{isbn}:
    get:
      parameters:
        - { name: isbn, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  create(report) {
    const shapes = new Map<string, { readonly name: string; readonly node: Node }>();
    return {
      pathItem({ name, kind, use }) {
        if (kind !== 'path') return;
        const shape = templateShape(name);
        const first = shapes.get(shape);
        if (!first) shapes.set(shape, { name, node: use });
        else if (first.name !== name) {
          report({
            message: 'duplicate',
            params: { path: name, other: first.name },
            at: use,
            part: 'key',
            related: [{ message: 'the other one', at: first.node, part: 'key' }],
          });
        }
      },
    };
  },
});
