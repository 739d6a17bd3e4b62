import { child, valueIn } from '../../document/node.ts';
import { hasText } from '../texts.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'parameter-description',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Describe every parameter.',
  why: 'Its name alone seldom says what values mean, which is the default, and what it does with others.',
  fix: 'Add a `description` to the parameter, or to its schema.',
  aliases: ['oas2-parameter-description', 'oas3-parameter-description', 'ibm-parameter-description'],
  section: 'https://spec.openapis.org/oas/v3.1.1#parameter-object',
  messages: { missing: '{in} parameter "{name}" has no description' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: sort, in: query, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: sort, in: query, schema: { type: string }, description: The field to sort by. }
      responses:
        '200': { description: OK }
`,
  create(report) {
    return {
      // Of bodies and form fields too, which Swagger 2.0 writes as parameters.
      objectsOf: ['parameter'],
      object(node) {
        if (hasText(node, 'description')) return;
        const name = child(node, 'name');
        const place = valueIn(node, 'in');
        const schema = child(node, 'schema');
        if (typeof name?.value !== 'string' || typeof place !== 'string') return;
        if (schema && hasText(schema, 'description')) return;
        report({ message: 'missing', params: { in: place, name: name.value }, at: name });
      },
    };
  },
});
