import { operationName } from '../../openapi/names.ts';
import type { Operation } from '../../openapi/model.ts';
import { findOutliers, type Observation } from '../consistency/outliers.ts';
import { listOf } from '../consistency/lists.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'list-envelope-outlier',
  severity: 'info',
  summary: 'Put the items of all lists in the same place.',
  why: 'Clients unpack every list with the same code, which finds nothing in the one that is built differently.',
  fix: 'Build the answer as the other lists are built; for clients that exist, in a new version.',
  section: 'https://spec.openapis.org/oas/v3.1.1#media-type-object',
  messages: { outlier: '{count} of {total} lists are {norm}; this one is {name}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses: { '200': { $ref: '#/components/responses/List' } }
  /contacts:
    get:
      responses: { '200': { $ref: '#/components/responses/List' } }
  /sales:
    get:
      responses: { '200': { $ref: '#/components/responses/List' } }
  /webhooks:
    get:
      responses: { '200': { $ref: '#/components/responses/List' } }
  /invoices:
    get:
      responses: { '200': { $ref: '#/components/responses/Other' } }
components:
  responses:
    List:
      description: OK
      content:
        application/json:
          schema:
            type: object
            properties:
              data: { type: array, items: { type: object } }
              next_cursor: { type: string }
    Other:
      description: OK
      content:
        application/json:
          schema:
            type: object
            properties:
              invoices: { type: array, items: { type: object } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses: { '200': { $ref: '#/components/responses/List' } }
  /contacts:
    get:
      responses: { '200': { $ref: '#/components/responses/List' } }
  /sales:
    get:
      responses: { '200': { $ref: '#/components/responses/List' } }
  /webhooks:
    get:
      responses: { '200': { $ref: '#/components/responses/List' } }
  /invoices:
    get:
      responses: { '200': { $ref: '#/components/responses/List' } }
components:
  responses:
    List:
      description: OK
      content:
        application/json:
          schema:
            type: object
            properties:
              data: { type: array, items: { type: object } }
              next_cursor: { type: string }
`,
  create(report, { api }) {
    const lists: (Observation & { readonly operation: Operation })[] = [];
    return {
      operation(operation) {
        const list = listOf(api, operation);
        if (!list) return;
        const { envelope, at } = list;
        const variant = envelope === undefined ? 'an array' : `an object with the items in "${envelope}"`;
        lists.push({ variant, at, part: 'key', operation });
      },
      end() {
        const found = findOutliers(lists);
        if (!found) return;
        const { norm, count, total } = found;
        for (const { variant, at, operation } of found.rest)
          report({
            message: 'outlier',
            params: { count, total, norm, name: variant },
            at,
            part: 'key',
            operation: operationName(operation),
          });
      },
    };
  },
});
