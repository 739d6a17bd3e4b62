import { child } from '../../document/node.ts';
import { casingMessages, casingOptions, reportCasing, type Name } from '../casing-outliers.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'query-parameter-casing',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'Write the names of query parameters in one casing.',
  why: 'A parameter that is written in another way than its name is ignored without a word: users have to look up each.',
  fix: 'Rename the parameter, or set the option `casing` to what you want: a new name breaks who uses the old one.',
  aliases: ['zally:130', 'ibm-parameter-casing-convention'],
  section: 'https://spec.openapis.org/oas/v3.1.1#parameter-object',
  messages: casingMessages('query parameter'),
  options: casingOptions,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: page_size, in: query, schema: { type: integer } }
        - { name: page_token, in: query, schema: { type: string } }
        - { name: sort_by, in: query, schema: { type: string } }
        - { name: published_after, in: query, schema: { type: string } }
        - { name: publishedBefore, in: query, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: page_size, in: query, schema: { type: integer } }
        - { name: page_token, in: query, schema: { type: string } }
        - { name: sort_by, in: query, schema: { type: string } }
        - { name: published_after, in: query, schema: { type: string } }
        - { name: published_before, in: query, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  create(report, _, options) {
    const names: Name[] = [];
    return {
      parameter({ node, name, in: place }) {
        if (place === 'query') names.push({ name, at: child(node, 'name') ?? node });
      },
      end() {
        reportCasing(report, names, options, ['snake', 'camel', 'kebab', 'pascal']);
      },
    };
  },
});
