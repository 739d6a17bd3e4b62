import { defineLintRule } from '../rule.ts';
export default defineLintRule({
  code: 'response-header-ignored',
  severity: 'warning',
  summary: 'Describe no Content-Type among the headers of a response.',
  why: 'The specification tells every tool to ignore it there, so what it says holds nowhere.',
  fix: 'Remove it: the media types under `content` say it.',
  section: 'https://spec.openapis.org/oas/v3.1.1#response-object',
  messages: { ignored: 'header "{name}" is ignored by definition: the media types under `content` say it' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          headers:
            Content-Type: { schema: { type: string } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          content:
            application/json: { schema: { type: string } }
`,
  create: (report, { api }) => ({
    response({ headers }) {
      // Swagger 2.0 has no such rule.
      const header = api.version === '2.0' ? undefined : headers.get('content-type');
      if (header) report({ message: 'ignored', params: { name: header.name }, at: header.use, part: 'key' });
    },
  }),
});
