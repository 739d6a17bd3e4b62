import { defineLintRule } from '../rule.ts';
import { listOrOne, map, optional, text } from '../../document/reader.ts';
import { memberOf } from '../schema-members.ts';

export default defineLintRule({
  code: 'response-property-required',
  severity: 'off',
  summary: 'Give the bodies of responses the properties that the team agreed on.',
  why: 'Clients count on them, and find them in some responses only.',
  fix: 'Declare the property in the schema.',
  aliases: ['response-contains-property'],
  section: 'https://spec.openapis.org/oas/v3.1.1#response-object',
  messages: { missing: 'the body of response {status} declares no "{name}"' },
  options: {
    properties: optional(
      map(listOrOne(text)),
      'Names of properties by status or range (`2XX`, `default`); without it, `id` of what was created (201).',
    ),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    post:
      responses:
        '201':
          description: Created
          content:
            application/json:
              schema: { type: object, properties: { name: { type: string } } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    post:
      responses:
        '201':
          description: Created
          content:
            application/json:
              schema: { type: object, properties: { id: { type: string } } }
`,
  create(report, { api }, { properties = new Map([['201', ['id']]]) }) {
    const asked = new Map([...properties].map(([status, names]) => [status.toUpperCase(), names]));
    const told = new Set<string>();
    return {
      operation({ kind, responses }) {
        for (const [written, { content }] of kind === 'path' ? responses : []) {
          const status = written.toUpperCase();
          const range = /^\d\d\d$/.test(status) ? asked.get(`${status[0]}XX`) : undefined;
          const names = new Set([...(asked.get(status) ?? []), ...(range ?? [])]);
          for (const { schema } of names.size > 0 ? content.values() : []) {
            for (const name of schema ? names : []) {
              const key = `${schema?.node.document.uri}#${schema?.node.pointer} ${name}`;
              if (
                !schema ||
                told.has(key) ||
                memberOf(api.documents, [schema.node], name).kind !== 'undeclared'
              )
                continue;
              told.add(key);
              report({ message: 'missing', params: { status: written, name }, at: schema.node, part: 'key' });
            }
          }
        }
      },
    };
  },
});
