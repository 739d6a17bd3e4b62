import type { Node } from '../../document/document.ts';
import { child, members, objectChild, valueIn } from '../../document/node.ts';
import { followed } from '../../openapi/follow.ts';
import type { Operation } from '../../openapi/model.ts';
import { operationName } from '../../openapi/names.ts';
import { wordsOf } from '../words.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'pagination-missing',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Let users fetch long lists in pages.',
  why: 'A list grows until it no longer fits into a response, and by then every client has to change.',
  fix: 'Add parameters such as `limit` and `cursor`; or set `maxItems` where the list stays short.',
  aliases: ['zally:159', 'ibm-pagination-style'],
  section: 'https://spec.openapis.org/oas/v3.1.1#parameter-object',
  messages: { unbounded: '{key} answers with a list of any length, and no parameter limits it' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: array, items: { type: string } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
        - { name: cursor, in: query, schema: { type: string } }
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: array, items: { type: string } }
`,
  create(report, { api }) {
    /** The schema of a list in a response: the body itself, or the one property that holds its items. */
    function list(operation: Operation): Node | undefined {
      const response = operation.responses.get('200') ?? operation.responses.get('2XX');
      for (const [range, { schema }] of response?.content ?? []) {
        const node = /json/i.test(range) && schema ? followed(api.documents, schema.node) : undefined;
        if (node === undefined) continue;
        if (valueIn(node, 'type') === 'array') return node;
        for (const [name, property] of members(objectChild(node, 'properties'))) {
          const held = holders.has(name.toLowerCase()) ? followed(api.documents, property) : undefined;
          if (held && valueIn(held, 'type') === 'array') return held;
        }
      }
      return undefined;
    }

    return {
      operation(operation) {
        const { kind, method, path, key, parameters, node } = operation;
        if (kind !== 'path' || method !== 'get' || path.endsWith('}')) return;
        const found = list(operation);
        if (found === undefined || child(found, 'maxItems') !== undefined) return;
        if (parameters.some(({ name }) => wordsOf(name).some((word) => paging.has(word)))) return;
        report({
          message: 'unbounded',
          params: { key },
          at: node,
          part: 'key',
          operation: operationName(operation),
        });
      },
    };
  },
});

/** What the property with the items of a list is called. */
const holders: ReadonlySet<string> = new Set([
  ...['items', 'data', 'results', 'records', 'entries', 'values', 'list', 'content', 'elements'],
]);

/** Words in the names of parameters that limit a list, and of the header Range. */
const paging: ReadonlySet<string> = new Set([
  ...[
    'limit',
    'offset',
    'page',
    'pages',
    'size',
    'cursor',
    'after',
    'before',
    'start',
    'starting',
    'marker',
    'token',
  ],
  ...[
    'next',
    'continue',
    'top',
    'skip',
    'count',
    'max',
    'maximum',
    'first',
    'last',
    'range',
    'per',
    'take',
    'since',
  ],
  ...['from', 'to', 'until', 'end', 'points', 'rows', 'num', 'n', 'tail', 'perpage', 'pagesize'],
]);
