import { child } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'tag-order',
  severity: 'off',
  presets: { strict: 'off' },
  summary: 'List tags in alphabetical order.',
  why: 'Documentation shows them in the order of the list, and readers look for a name.',
  fix: 'Move the tag to its place.',
  aliases: ['openapi-tags-alphabetical', 'tags-alphabetical', 'docs-tags-alphabetical'],
  section: 'https://spec.openapis.org/oas/v3.1.1#openapi-object',
  messages: { order: 'tag "{name}" comes after "{previous}"' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
tags:
  - name: titles
  - name: authors
paths: {}
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
tags:
  - name: authors
  - name: titles
paths: {}
`,
  create(report) {
    return {
      api({ tags }) {
        // Not before it is asked for: with it, tables of all languages are loaded.
        const { compare } = new Intl.Collator('en', { numeric: true });
        for (const [index, { node, name }] of tags.entries()) {
          const previous = tags[index - 1]?.name;
          if (previous === undefined || compare(previous, name) <= 0) continue;
          report({ message: 'order', params: { name, previous }, at: child(node, 'name') ?? node });
        }
      },
    };
  },
});
