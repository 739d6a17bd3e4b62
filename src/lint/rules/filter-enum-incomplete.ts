import { listOf } from '../consistency/lists.ts';
import { partsOf, propertiesOf, textEnum } from '../consistency/schema-parts.ts';
import { operationName } from '../../openapi/names.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'filter-enum-incomplete',
  severity: 'info',
  presets: { strict: 'warning' },
  summary: 'Let a filter take every value that the property it filters by can have.',
  why: 'Nobody can ask for the items with the missing value, and generated clients refuse to send it.',
  fix: 'Add the value to the filter, or let both refer to one schema.',
  section: 'https://spec.openapis.org/oas/v3.1.1#parameter-object',
  messages: {
    incomplete: 'filter "{name}" does not take {values}, which "{name}" of the items can be',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: status, in: query, schema: { type: string, enum: [draft, published] } }
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Title' } }
components:
  schemas:
    Title:
      type: object
      properties:
        status: { type: string, enum: [draft, published, out_of_print] }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: status, in: query, schema: { $ref: '#/components/schemas/Status' } }
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Title' } }
components:
  schemas:
    Title:
      type: object
      properties:
        status: { $ref: '#/components/schemas/Status' }
    Status: { type: string, enum: [draft, published, out_of_print] }
`,
  create(report, { api }) {
    return {
      operation(operation) {
        const filters = operation.parameters.filter(({ in: place }) => place === 'query');
        const item = filters.length > 0 ? listOf(api, operation)?.item : undefined;
        if (!item) return;
        const properties = propertiesOf(partsOf(api.documents, item));
        for (const { name, schema } of filters) {
          const property = properties.get(name);
          const filter = property && schema && textEnum(api.documents, schema);
          const possible = filter && textEnum(api.documents, { node: property, dialect: item.dialect });
          if (!possible || possible.at.value === filter.at.value) continue;
          // Two lists with little in common are not about the same thing.
          const shared = filter.values.filter((value) => possible.values.includes(value));
          const missing = possible.values.filter((value) => !filter.values.includes(value));
          if (missing.length === 0 || shared.length < 2 || shared.length < missing.length) continue;
          report({
            message: 'incomplete',
            params: { name, values: missing.map((value) => `"${value}"`).join(', ') },
            at: filter.at,
            part: 'key',
            related: [{ message: 'what it can be', at: possible.at, part: 'key' }],
            operation: operationName(operation),
          });
        }
      },
    };
  },
});
