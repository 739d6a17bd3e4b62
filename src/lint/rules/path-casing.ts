import { parseSegment } from '../../openapi/path-template.ts';
import { casingMessages, casingOptions, reportCasing, type Name } from '../casing-outliers.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'path-casing',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'Write the segments of paths in one casing.',
  why: 'Paths are told apart by case: users who guess one after the others get 404.',
  fix: 'Rename the segment, or set the option `casing` to what you want: a new path breaks who uses the old one.',
  aliases: ['paths-kebab-case', 'zally:129', 'ibm-path-segment-casing-convention'],
  section: 'https://spec.openapis.org/oas/v3.1.1#paths-object',
  messages: casingMessages('path segment'),
  options: casingOptions,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /book-titles/best-selling/by-country/last-month/topTen:
    get:
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /book-titles/best-selling/by-country/last-month/top-ten:
    get:
      responses:
        '200': { description: OK }
`,
  create(report, _, options) {
    const names: Name[] = [];
    return {
      pathItem({ name: path, kind, use }) {
        if (kind !== 'path') return;
        for (const segment of path.replace(/[?#].*$/s, '').split('/')) {
          // `Accounts.json` is named as `Accounts` is; `Microsoft.Sql` and `com.example.Book` are names of their own kind.
          const literals = parseSegment(segment).literals.map((literal) =>
            literal.replace(/\.[a-z\d]{1,5}$/s, ''),
          );
          for (const name of literals) if (!name.includes('.')) names.push({ name, at: use, part: 'key' });
        }
      },
      end() {
        reportCasing(report, names, options, ['kebab', 'snake', 'camel', 'pascal']);
      },
    };
  },
});
