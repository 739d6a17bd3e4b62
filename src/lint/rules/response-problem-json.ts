import { defineLintRule } from '../rule.ts';
import { memberOf } from '../schema-members.ts';

export default defineLintRule({
  code: 'response-problem-json',
  severity: 'off',
  summary: 'Answer errors as problem details, application/problem+json.',
  why: 'Clients read one shape of error instead of one for each API.',
  fix: 'Use the media type application/problem+json, and a schema with `type` and `title`.',
  aliases: [
    'operation-4xx-problem-details-rfc7807',
    'UseProblemJsonRule',
    'JsonProblemAsDefaultResponseRule',
  ],
  section: 'https://www.rfc-editor.org/rfc/rfc9457',
  messages: {
    mediaType: 'error {status} is not described as application/problem+json',
    member: 'the schema of these problem details has no "{name}"',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        '404':
          description: No such title
          content:
            application/json: { schema: { type: object } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        '404':
          description: No such title
          content:
            application/problem+json:
              schema:
                type: object
                properties:
                  type: { type: string }
                  title: { type: string }
`,
  create(report, { api }) {
    const told = new Set<unknown>();
    return {
      operation({ kind, responses }) {
        for (const [status, { node, content }] of responses) {
          if (kind !== 'path' || !/^4/.test(status) || told.has(node.value)) continue;
          told.add(node.value);
          const problem = [...content].find(([range]) => /^application\/problem\+json\b/i.test(range))?.[1];
          if (!problem) report({ message: 'mediaType', params: { status }, at: node, part: 'key' });
          const schema = problem?.schema;
          for (const name of schema ? ['type', 'title'] : []) {
            if (!schema || memberOf(api.documents, [schema.node], name).kind !== 'undeclared') continue;
            report({ message: 'member', params: { name }, at: schema.node, part: 'key' });
          }
        }
      },
    };
  },
});
