import { child, members } from '../../document/node.ts';
import { casingMessages, casingOptions, reportCasing, type Name } from '../casing-outliers.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'header-casing',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Write the names of headers in one casing.',
  why: 'HTTP does not tell X-Request-Id and x-request-id apart, but readers, searches and generated names do.',
  fix: 'Write the name as the others are written, or set the option `casing`: `train` is Hyphenated-Pascal.',
  aliases: ['zally:132'],
  section: 'https://www.rfc-editor.org/rfc/rfc9110#section-5.1',
  messages: casingMessages('header'),
  options: casingOptions,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          headers:
            X-Total-Count: { schema: { type: integer } }
            X-Page-Count: { schema: { type: integer } }
            X-Request-Id: { schema: { type: string } }
            ETag: { schema: { type: string } }
            x-rate-limit: { schema: { type: integer } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          headers:
            X-Total-Count: { schema: { type: integer } }
            X-Page-Count: { schema: { type: integer } }
            X-Request-Id: { schema: { type: string } }
            ETag: { schema: { type: string } }
            X-Rate-Limit: { schema: { type: integer } }
`,
  create(report, _, options) {
    const names: Name[] = [];
    return {
      objectsOf: ['response', 'encoding'],
      object(node) {
        // The key of a header that is a component is no header's name, so they are read where they are used.
        for (const [name, at] of members(child(node, 'headers'))) names.push({ name, at, part: 'key' });
      },
      parameter({ node, name, in: place }) {
        if (place === 'header') names.push({ name, at: child(node, 'name') ?? node });
      },
      end() {
        reportCasing(report, names, options, ['train', 'kebab', 'cobol']);
      },
    };
  },
});
