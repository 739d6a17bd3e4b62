import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';
import { typesOf } from '../../schema/types.ts';

export default defineLintRule({
  code: 'parameter-array-style-unsaid',
  severity: 'off',
  summary: 'Write `style` and `explode` of parameters that are arrays.',
  why: 'Frameworks read `ids=1,2` and `ids=1&ids=2` in different ways, and few people know the defaults by heart.',
  fix: 'Add `style: form` and `explode: true`, or what your server reads.',
  aliases: ['array-parameter-serialization', 'QueryParameterCollectionFormatRule'],
  section: 'https://spec.openapis.org/oas/v3.1.1#parameter-object',
  messages: { unsaid: 'parameter "{name}" is an array, and does not say its {missing}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: ids, in: query, schema: { type: array, items: { type: string } } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - name: ids
          in: query
          style: form
          explode: true
          schema: { type: array, items: { type: string } }
      responses:
        '200': { description: OK }
`,
  create: (report, { api }) => ({
    parameter({ name, schema, node }) {
      const fields = api.version === '2.0' ? ['collectionFormat'] : ['style', 'explode'];
      const missing = fields.filter((field) => !child(node, field));
      if (!schema || missing.length === 0) return;
      const types = [...typesOf(api.documents, schema)].filter((type) => type !== 'null');
      if (types.length !== 1 || types[0] !== 'array') return;
      report({
        message: 'unsaid',
        params: { name, missing: missing.join(' and ') },
        at: child(node, 'name') ?? node,
      });
    },
  }),
});
