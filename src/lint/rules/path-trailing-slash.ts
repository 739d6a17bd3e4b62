import { defineLintRule } from '../rule.ts';
export default defineLintRule({
  code: 'path-trailing-slash',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'End no path with a slash.',
  why: 'Some servers take `/titles/` and `/titles` for one, some do not: clients have to know which is meant.',
  fix: 'Remove the slash, and redirect those who still send it.',
  aliases: ['path-keys-no-trailing-slash', 'no-path-trailing-slash', 'AvoidTrailingSlashesRule'],
  section: 'https://spec.openapis.org/oas/v3.1.1#paths-object',
  messages: { slash: 'the path ends with a slash' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/:
    get:
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
`,
  create: (report) => ({
    pathItem({ name, kind, use }) {
      if (kind === 'path' && name.length > 1 && name.endsWith('/'))
        report({ message: 'slash', at: use, part: 'key' });
    },
  }),
});
