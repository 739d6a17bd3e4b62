import { child } from '../../document/node.ts';
import { createObservations, type Observation } from '../consistency/outliers.ts';
import { partsOf, singleType } from '../consistency/schema-parts.ts';
import { defineLintRule } from '../rule.ts';
import { withArticle } from '../words.ts';

export default defineLintRule({
  code: 'parameter-type-outlier',
  severity: 'info',
  summary: 'Give parameters of one name one type.',
  why: 'Clients build requests to all operations with the same code, and send the odd one a value that it refuses.',
  fix: 'Write it as the other operations do, best once, as a component.',
  section: 'https://spec.openapis.org/oas/v3.1.1#parameter-object',
  messages: {
    outlier: '{place} parameter "{parameter}" is {norm} in {count} of {total} operations, and {name} here',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters: [{ name: since, in: query, schema: { type: integer } }]
      responses: { '200': { description: OK } }
  /contacts:
    get:
      parameters: [{ name: since, in: query, schema: { type: integer } }]
      responses: { '200': { description: OK } }
  /sales:
    get:
      parameters: [{ name: since, in: query, schema: { type: integer } }]
      responses: { '200': { description: OK } }
  /webhooks:
    get:
      parameters: [{ name: since, in: query, schema: { type: integer } }]
      responses: { '200': { description: OK } }
  /invoices:
    get:
      parameters: [{ name: since, in: query, schema: { type: string } }]
      responses: { '200': { description: OK } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters: [{ name: since, in: query, schema: { type: integer } }]
      responses: { '200': { description: OK } }
  /contacts:
    get:
      parameters: [{ name: since, in: query, schema: { type: integer } }]
      responses: { '200': { description: OK } }
  /sales:
    get:
      parameters: [{ name: since, in: query, schema: { type: integer } }]
      responses: { '200': { description: OK } }
  /webhooks:
    get:
      parameters: [{ name: since, in: query, schema: { type: integer } }]
      responses: { '200': { description: OK } }
  /invoices:
    get:
      parameters: [{ name: since, in: query, schema: { type: integer } }]
      responses: { '200': { description: OK } }
`,
  create(report, { api }) {
    const parameters = createObservations<Observation>();
    return {
      operation(operation) {
        if (operation.kind !== 'path') return;
        for (const { name, in: place, schema, node } of operation.parameters) {
          const type = schema && singleType(partsOf(api.documents, schema));
          const at = child(node, 'name');
          if (type === undefined || at === undefined) continue;
          parameters.add(`${place} ${name}`, { variant: withArticle(type), at });
        }
      },
      end() {
        for (const { subject, norm, count, total, rest } of parameters.outliers()) {
          const [place = '', ...name] = subject.split(' ');
          for (const { variant, at } of rest)
            report({
              message: 'outlier',
              params: { place, parameter: name.join(' '), norm, count, total, name: variant },
              at,
            });
        }
      },
    };
  },
});
