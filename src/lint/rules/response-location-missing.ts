import { defineLintRule } from '../rule.ts';
import { operationName } from '../../openapi/names.ts';

const redirects: ReadonlySet<string> = new Set(['301', '302', '303', '307', '308']);

export default defineLintRule({
  code: 'response-location-missing',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Describe where a redirect leads, and where what was created is found.',
  why: 'Clients follow Location; without it a redirect leads nowhere, and what was created has to be guessed.',
  fix: 'Add a `Location` header to the response.',
  section: 'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.2',
  messages: {
    redirect: 'response {status} describes no Location header to follow',
    created: 'response 201 describes no Location header, so what was created has to be guessed',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/latest:
    get:
      responses:
        '302': { description: Over there }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/latest:
    get:
      responses:
        '302':
          description: Over there
          headers:
            Location: { schema: { type: string } }
`,
  create(report) {
    const told = new Set<unknown>();
    return {
      operation(operation) {
        for (const [status, { node, headers, content }] of operation.responses) {
          // A body that describes what was created has its id; with PUT it is where it was put.
          const created = status === '201' && operation.method === 'post' && content.size === 0;
          if ((!redirects.has(status) && !created) || headers.has('location') || told.has(node.value))
            continue;
          told.add(node.value);
          report({
            ...(created ? { message: 'created' } : { message: 'redirect', params: { status } }),
            at: node,
            part: 'key',
            operation: operationName(operation),
          });
        }
      },
    };
  },
});
