import { members, objectChild, valueIn } from '../../document/node.ts';
import { listOrOne, optional, text } from '../../document/reader.ts';
import { wordsOf } from '../words.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'property-date-time-suffix',
  severity: 'off',
  presets: { strict: 'off' },
  summary: 'Let the names of points in time show that they are.',
  why: 'From `created_at` one sees what it holds; `created` may be true or false, or a person.',
  fix: 'End the name in `at`, `date`, `time` or `on`, or set the option `suffixes`.',
  aliases: ['zally:235'],
  section: 'https://spec.openapis.org/oas/v3.1.1#data-type-format',
  messages: { suffix: '"{name}" is a {format}, and its name ends in none of {suffixes}' },
  options: {
    suffixes: optional(
      listOrOne(text),
      'Words that the names end in: by default at, date, time, timestamp, on, since, until, from, to, after and before.',
    ),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        created: { type: string, format: date-time }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        created_at: { type: string, format: date-time }
`,
  create(report, _, { suffixes = usual }) {
    return {
      schemasWith: ['properties'],
      schema({ node }) {
        for (const [name, property] of members(objectChild(node, 'properties'))) {
          const format = valueIn(property, 'format');
          if (format !== 'date-time' && format !== 'date') continue;
          const words = wordsOf(name);
          if (
            suffixes.includes(words.at(-1) ?? '') ||
            suffixes.some((each) => name.endsWith(each) && /\W|_/.test(each))
          )
            continue;
          report({
            message: 'suffix',
            params: { name, format, suffixes: suffixes.join(', ') },
            at: property,
            part: 'key',
          });
        }
      },
    };
  },
});

const usual = ['at', 'date', 'time', 'timestamp', 'on', 'since', 'until', 'from', 'to', 'after', 'before'];
