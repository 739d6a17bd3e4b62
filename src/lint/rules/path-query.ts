import { defineLintRule } from '../rule.ts';
export default defineLintRule({
  code: 'path-query',
  severity: 'warning',
  summary: 'Write no query and no fragment into a path.',
  why: 'Paths are matched without them: clients escape the `?`, servers and gateways never find the path, and a fragment is never sent.',
  fix: 'Describe the query as parameters, with `enum` where a value is fixed.',
  aliases: ['path-not-include-query'],
  section: 'https://spec.openapis.org/oas/v3.1.1#path-templating',
  messages: {
    query: 'the path has a query in it: {part}',
    fragment: 'the path has a fragment in it, which is never sent: {part}',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles?sort=asc:
    get:
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: sort, in: query, schema: { type: string, enum: [asc, desc] } }
      responses:
        '200': { description: OK }
`,
  create: (report) => ({
    pathItem({ name, kind, use }) {
      // What stands in braces is the name of a parameter.
      const [, part] = /^(?:[^{}?#]|\{[^{}]*\})*([?#].*)$/s.exec(name) ?? [];
      if (kind !== 'path' || part === undefined) return;
      report({
        message: part.startsWith('?') ? 'query' : 'fragment',
        params: { part },
        at: use,
        part: 'key',
      });
    },
  }),
});
