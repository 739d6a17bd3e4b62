import { child } from '../../document/node.ts';
import { createObservations, type Observation } from '../consistency/outliers.ts';
import { listOf } from '../consistency/lists.ts';
import { defineLintRule } from '../rule.ts';

/** What parameters of lists are called, by what they decide. */
const concepts: ReadonlyMap<string, string> = new Map([
  ...[
    ...[
      'limit',
      'size',
      'pagesize',
      'perpage',
      'maxresults',
      'maxitems',
      'top',
      'first',
      'pagelimit',
      'rows',
    ],
    ...['count', 'max', 'resultsperpage', 'itemsperpage', 'pagelen', 'take'],
  ].map((name) => [name, 'how many they answer with'] as const),
  ...[
    'cursor',
    'pagetoken',
    'nexttoken',
    'continuationtoken',
    'marker',
    'startingafter',
    'after',
    'token',
  ].map((name) => [name, 'where they go on'] as const),
  ...['page', 'pagenumber', 'pageindex', 'pagenum'].map((name) => [name, 'the page'] as const),
  ...['offset', 'skip', 'start', 'startindex', 'from'].map(
    (name) => [name, 'how many they pass over'] as const,
  ),
]);

export default defineLintRule({
  code: 'pagination-parameter-outlier',
  severity: 'info',
  summary: 'Call the parameters of pagination alike in all lists.',
  why: 'Clients page through every list with the same code, which fails at the one that calls it differently.',
  fix: 'Rename the parameter as the other lists have it.',
  section: 'https://spec.openapis.org/oas/v3.1.1#parameter-object',
  messages: { outlier: '{count} of {total} lists say {what} with "{norm}", this one with "{name}"' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { $ref: '#/components/responses/List' } }
  /contacts:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { $ref: '#/components/responses/List' } }
  /sales:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { $ref: '#/components/responses/List' } }
  /webhooks:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { $ref: '#/components/responses/List' } }
  /invoices:
    get:
      parameters: [{ name: page_size, in: query, schema: { type: integer } }]
      responses: { '200': { $ref: '#/components/responses/List' } }
components:
  responses:
    List:
      description: OK
      content:
        application/json:
          schema: { type: array, items: { type: object } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { $ref: '#/components/responses/List' } }
  /contacts:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { $ref: '#/components/responses/List' } }
  /sales:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { $ref: '#/components/responses/List' } }
  /webhooks:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { $ref: '#/components/responses/List' } }
  /invoices:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { $ref: '#/components/responses/List' } }
components:
  responses:
    List:
      description: OK
      content:
        application/json:
          schema: { type: array, items: { type: object } }
`,
  create(report, { api }) {
    const lists = createObservations<Observation>();
    return {
      operation(operation) {
        const parameters = operation.parameters.filter(({ in: place }) => place === 'query');
        if (parameters.length === 0 || !listOf(api, operation)) return;
        for (const { name, node } of parameters) {
          const concept = concepts.get(name.toLowerCase().replace(/[^a-z]/g, ''));
          const at = child(node, 'name');
          if (concept !== undefined && at) lists.add(concept, { variant: name, at });
        }
      },
      end() {
        for (const { subject, norm, count, total, rest } of lists.outliers()) {
          for (const { variant, at } of rest)
            report({ message: 'outlier', params: { count, total, what: subject, norm, name: variant }, at });
        }
      },
    };
  },
});
