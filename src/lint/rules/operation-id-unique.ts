import type { Node } from '../../document/document.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'operation-id-unique',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Give every operation its own operationId.',
  why: 'Code generators name methods after operationId, and links refer by it: of two operations with one id, one is lost.',
  fix: 'Rename one of the two.',
  aliases: ['operation-operationId-unique'],
  section: 'https://spec.openapis.org/oas/v3.1.1#operation-object',
  messages: { duplicate: 'operationId "{id}" is already taken by {other}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      operationId: titles
      responses:
        '200': { description: OK }
    post:
      operationId: titles
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      operationId: titles
      responses:
        '200': { description: OK }
    post:
      operationId: createTitle
      responses:
        '200': { description: OK }
`,
  create(report) {
    const taken = new Map<string, { readonly key: string; readonly id: Node }>();
    return {
      operation({ id, key }) {
        if (!id) return;
        const first = taken.get(id.value);
        if (!first) taken.set(id.value, { key, id });
        else {
          report({
            message: 'duplicate',
            params: { id: id.value, other: first.key },
            at: id,
            related: [{ message: 'first used here', at: first.id }],
          });
        }
      },
    };
  },
});
