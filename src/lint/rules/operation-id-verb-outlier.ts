import { textOf } from '../../document/node.ts';
import type { Api, Operation } from '../../openapi/model.ts';
import { operationName } from '../../openapi/names.ts';
import { listOf } from '../consistency/lists.ts';
import { createObservations, type Observation } from '../consistency/outliers.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'operation-id-verb-outlier',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Begin the operationIds of operations that do the same with the same verb.',
  why: 'They become the names of methods: who has met listOrders looks for listInvoices, not for getInvoices.',
  fix: 'Rename the operation; for clients that exist, in a new version.',
  section: 'https://spec.openapis.org/oas/v3.1.1#operation-object',
  messages: { outlier: '{count} of {total} operations that {what} begin with "{norm}"; "{id}" does not' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      operationId: listTitles
      responses: { '200': { $ref: '#/components/responses/List' } }
  /contacts:
    get:
      operationId: listContacts
      responses: { '200': { $ref: '#/components/responses/List' } }
  /sales:
    get:
      operationId: listSales
      responses: { '200': { $ref: '#/components/responses/List' } }
  /webhooks:
    get:
      operationId: listWebhooks
      responses: { '200': { $ref: '#/components/responses/List' } }
  /invoices:
    get:
      operationId: getInvoices
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
      operationId: listTitles
      responses: { '200': { $ref: '#/components/responses/List' } }
  /contacts:
    get:
      operationId: listContacts
      responses: { '200': { $ref: '#/components/responses/List' } }
  /sales:
    get:
      operationId: listSales
      responses: { '200': { $ref: '#/components/responses/List' } }
  /webhooks:
    get:
      operationId: listWebhooks
      responses: { '200': { $ref: '#/components/responses/List' } }
  /invoices:
    get:
      operationId: listInvoices
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
    const habits = createObservations<Observation & { readonly operation: Operation }>();
    return {
      operation(operation) {
        const { id, kind } = operation;
        const [verb] = id && kind === 'path' ? (/^[a-z]+/.exec(id.value) ?? []) : [];
        const what = verb === undefined ? undefined : whatItDoes(api, operation);
        if (id && verb !== undefined && what !== undefined)
          habits.add(what, { variant: verb, at: id, operation });
      },
      end() {
        for (const { subject, norm, count, total, rest } of habits.outliers()) {
          for (const { at, operation } of rest)
            report({
              message: 'outlier',
              params: { count, total, what: subject, norm, id: textOf(at.value) },
              at,
              operation: operationName(operation),
            });
        }
      },
    };
  },
});

function whatItDoes(api: Api, operation: Operation): string | undefined {
  const { method, path } = operation;
  if (method === 'get') {
    if (/\}\/?$/.test(path)) return 'read one resource';
    return listOf(api, operation) ? 'answer with a list' : undefined;
  }
  if (!/\}\/?$/.test(path)) return undefined;
  return method === 'delete' ? 'delete one resource' : undefined;
}
