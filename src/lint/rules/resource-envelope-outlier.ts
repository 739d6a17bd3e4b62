import { operationName } from '../../openapi/names.ts';
import type { Operation } from '../../openapi/model.ts';
import { findOutliers, type Observation } from '../consistency/outliers.ts';
import { successBody } from '../consistency/lists.ts';
import { partsOf, propertiesOf, singleType } from '../consistency/schema-parts.ts';
import { defineLintRule } from '../rule.ts';

const bare = 'not wrapped';

export default defineLintRule({
  code: 'resource-envelope-outlier',
  severity: 'info',
  summary: 'Wrap all resources in the same way, or none.',
  why: 'Clients unpack every resource with the same code, which finds nothing in the one that is built differently.',
  fix: 'Build the answer as the others are built; for clients that exist, in a new version.',
  section: 'https://spec.openapis.org/oas/v3.1.1#media-type-object',
  messages: { outlier: '{count} of {total} resources are {norm}; this one is {name}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}:
    parameters: [{ $ref: '#/components/parameters/id' }]
    get:
      responses: { '200': { $ref: '#/components/responses/Wrapped' } }
  /contacts/{id}:
    parameters: [{ $ref: '#/components/parameters/id' }]
    get:
      responses: { '200': { $ref: '#/components/responses/Wrapped' } }
  /sales/{id}:
    parameters: [{ $ref: '#/components/parameters/id' }]
    get:
      responses: { '200': { $ref: '#/components/responses/Wrapped' } }
  /webhooks/{id}:
    parameters: [{ $ref: '#/components/parameters/id' }]
    get:
      responses: { '200': { $ref: '#/components/responses/Wrapped' } }
  /invoices/{id}:
    parameters: [{ $ref: '#/components/parameters/id' }]
    get:
      responses: { '200': { $ref: '#/components/responses/Bare' } }
components:
  parameters:
    id: { name: id, in: path, required: true, schema: { type: string } }
  responses:
    Wrapped:
      description: OK
      content:
        application/json:
          schema:
            type: object
            properties:
              data: { type: object, properties: { id: { type: string } } }
    Bare:
      description: OK
      content:
        application/json:
          schema:
            type: object
            properties:
              id: { type: string }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}:
    parameters: [{ $ref: '#/components/parameters/id' }]
    get:
      responses: { '200': { $ref: '#/components/responses/Wrapped' } }
  /contacts/{id}:
    parameters: [{ $ref: '#/components/parameters/id' }]
    get:
      responses: { '200': { $ref: '#/components/responses/Wrapped' } }
  /sales/{id}:
    parameters: [{ $ref: '#/components/parameters/id' }]
    get:
      responses: { '200': { $ref: '#/components/responses/Wrapped' } }
  /webhooks/{id}:
    parameters: [{ $ref: '#/components/parameters/id' }]
    get:
      responses: { '200': { $ref: '#/components/responses/Wrapped' } }
  /invoices/{id}:
    parameters: [{ $ref: '#/components/parameters/id' }]
    get:
      responses: { '200': { $ref: '#/components/responses/Wrapped' } }
components:
  parameters:
    id: { name: id, in: path, required: true, schema: { type: string } }
  responses:
    Wrapped:
      description: OK
      content:
        application/json:
          schema:
            type: object
            properties:
              data: { type: object, properties: { id: { type: string } } }
`,
  create(report, { api }) {
    const resources: (Observation & { readonly operation: Operation })[] = [];
    return {
      operation(operation) {
        const { method, kind, path } = operation;
        if (method !== 'get' || kind !== 'path' || !/\}\/?$/.test(path)) return;
        const schema = successBody(operation)?.schema;
        if (!schema) return;
        const properties = [...propertiesOf(partsOf(api.documents, schema))];
        const [first, ...others] = properties;
        if (first === undefined) return;
        const [name, node] = first;
        const inner = singleType(partsOf(api.documents, { node, dialect: schema.dialect }));
        const wrapped = others.length === 0 && inner === 'object';
        const variant = wrapped ? `wrapped in "${name}"` : bare;
        resources.push({ variant, at: schema.node, part: 'key', operation });
      },
      end() {
        const found = findOutliers(resources);
        // Among those that are not wrapped, an object of one object is as good as any.
        if (!found || found.norm === bare) return;
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
