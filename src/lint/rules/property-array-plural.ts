import { members, objectChild, valueIn } from '../../document/node.ts';
import { listOrOne, optional, text } from '../../document/reader.ts';
import { isPlural } from '../words.ts';
import { matchNames } from '../name-patterns.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'property-array-plural',
  severity: 'off',
  presets: { strict: 'off' },
  summary: 'Name arrays in the plural.',
  why: 'Code that reads `title.author.name` looks right and fails where `author` is a list.',
  fix: 'Write the plural, or name the property in the option `ignore`.',
  aliases: ['zally:120'],
  section: 'https://spec.openapis.org/oas/v3.1.1#schema-object',
  messages: { singular: '"{name}" is an array, and no plural' },
  options: { ignore: optional(listOrOne(text), 'Properties that are left alone; `*` stands for any text.') },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        author: { type: array, items: { type: string } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        authors: { type: array, items: { type: string } }
`,
  create(report, _, { ignore = [] }) {
    const ignored = matchNames(ignore);
    return {
      schemasWith: ['properties'],
      schema({ node }) {
        for (const [name, property] of members(objectChild(node, 'properties'))) {
          if (valueIn(property, 'type') !== 'array' || isPlural(name) || /list$/i.test(name)) continue;
          if (!ignored(name)) report({ message: 'singular', params: { name }, at: property, part: 'key' });
        }
      },
    };
  },
});
