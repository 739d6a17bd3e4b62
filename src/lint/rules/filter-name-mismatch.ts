import { listOf } from '../consistency/lists.ts';
import { partsOf, propertiesOf, textEnum } from '../consistency/schema-parts.ts';
import { operationName } from '../../openapi/names.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'filter-name-mismatch',
  severity: 'info',
  summary: 'Call a filter as the property that it filters by.',
  why: 'Readers have to guess which property is meant, and clients that filter generically cannot.',
  fix: 'Give the parameter and the property one name.',
  section: 'https://spec.openapis.org/oas/v3.1.1#parameter-object',
  messages: {
    mismatch: 'filter "{name}" takes the values of "{property}" of the items, and is not called so',
  },
  bad: `openapi: 3.0.3
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
        publication_status: { $ref: '#/components/schemas/Status' }
    Status: { type: string, enum: [draft, published, out_of_print] }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: publication_status, in: query, schema: { $ref: '#/components/schemas/Status' } }
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
        publication_status: { $ref: '#/components/schemas/Status' }
    Status: { type: string, enum: [draft, published, out_of_print] }
`,
  create(report, { api }) {
    return {
      operation(operation) {
        const filters = operation.parameters.filter(({ in: place }) => place === 'query');
        const item = filters.length > 0 ? listOf(api, operation)?.item : undefined;
        if (!item) return;
        const properties = propertiesOf(partsOf(api.documents, item));
        const names = new Set([...properties.keys()].map((property) => property.toLowerCase()));
        for (const { name, schema, node } of filters) {
          const filter = schema && !names.has(name.toLowerCase()) && textEnum(api.documents, schema);
          if (!filter || filter.values.length < 2) continue;
          const wanted = [...filter.values].sort().join('\n');
          const alike = [...properties].filter(([property, at]) => {
            // `status` for `publication_status`; a name that shares nothing may well mean something else.
            // `scope` for `scopes` is one of many.
            const [whole, part] = [property.toLowerCase(), name.toLowerCase()];
            if (!whole.includes(part) || whole === `${part}s`) return false;
            const possible = textEnum(api.documents, { node: at, dialect: item.dialect });
            return possible !== undefined && [...possible.values].sort().join('\n') === wanted;
          });
          const [only, ...others] = alike;
          if (only === undefined || others.length > 0) continue;
          report({
            message: 'mismatch',
            params: { name, property: only[0] },
            at: node,
            part: 'key',
            related: [{ message: 'the property', at: only[1], part: 'key' }],
            operation: operationName(operation),
          });
        }
      },
    };
  },
});
