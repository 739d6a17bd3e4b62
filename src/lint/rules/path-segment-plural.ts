import { listOrOne, optional, text } from '../../document/reader.ts';
import { isPlural } from '../words.ts';
import { matchNames } from '../name-patterns.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'path-segment-plural',
  severity: 'off',
  presets: { strict: 'off' },
  summary: 'Name collections in the plural.',
  why: '`/titles/{id}` reads as one of the titles; where some collections are singular, users have to look up each.',
  fix: 'Write the plural, or name the segment in the option `ignore`.',
  aliases: ['zally:134'],
  section: 'https://spec.openapis.org/oas/v3.1.1#paths-object',
  messages: { singular: 'path segment "{segment}" is followed by a parameter and is no plural' },
  options: {
    ignore: optional(listOrOne(text), 'Segments that are left alone; `*` stands for any text.'),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /title/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  create(report, _, { ignore = [] }) {
    const ignored = matchNames(ignore);
    return {
      pathItem({ name: path, kind, use }) {
        if (kind !== 'path') return;
        const segments = path.split('/');
        for (const [index, segment] of segments.entries()) {
          if (!/^[A-Za-z]/.test(segment) || !segments[index + 1]?.startsWith('{')) continue;
          if (isPlural(segment) || ignored(segment) || /^v\d/i.test(segment)) continue;
          report({ message: 'singular', params: { segment }, at: use, part: 'key' });
        }
      },
    };
  },
});
