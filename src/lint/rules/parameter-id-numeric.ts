import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';
import { typesOf } from '../../schema/types.ts';

export default defineLintRule({
  code: 'parameter-id-numeric',
  severity: 'off',
  presets: { owasp: 'warning' },
  summary: 'Use ids that cannot be guessed.',
  why: 'Who has one number has all: counting up finds what belongs to others wherever one check was forgotten.',
  fix: 'Use UUIDs or other random strings.',
  aliases: ['owasp:api1:2023-no-numeric-ids', 'owasp:api1:2019-no-numeric-ids', 'owasp-no-numeric-ids'],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/',
  messages: { numeric: '{place} parameter "{name}" is a number, and easily guessed' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, format: uuid } }
      responses:
        '200': { description: OK }
`,
  create(report, { api }) {
    return {
      parameter({ name, in: place, schema, node }) {
        if (!schema || !/^id$|[_-]id$|[a-z0-9]I[dD]$/.test(name)) return;
        const types = [...typesOf(api.documents, schema)].filter((type) => type !== 'null');
        if (types.length === 0 || types.some((type) => type !== 'integer' && type !== 'number')) return;
        const type = schema.node.document === node.document ? child(schema.node, 'type') : undefined;
        report({ message: 'numeric', params: { place, name }, at: type ?? child(node, 'name') ?? node });
      },
    };
  },
});
