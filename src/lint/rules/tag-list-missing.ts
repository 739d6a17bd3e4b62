import { child } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'tag-list-missing',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'List the tags of the API.',
  why: 'Without the list, tags have no descriptions, and their order in documentation is left to chance.',
  fix: 'Add `tags` to the description, each with a name and a description.',
  aliases: ['openapi-tags', 'docs-tags'],
  section: 'https://spec.openapis.org/oas/v3.1.1#openapi-object',
  messages: { missing: 'operations have tags, and the description lists none of them' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      tags: [titles]
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
tags:
  - name: titles
    description: What the publisher has in print.
paths:
  /titles:
    get:
      tags: [titles]
      responses:
        '200': { description: OK }
`,
  create(report) {
    return {
      api({ node, tags, operations }) {
        if (tags.length > 0 || operations.every((operation) => operation.tags.length === 0)) return;
        // A list that is empty is pointed at.
        const at = child(node, 'tags') ?? child(node, 'paths') ?? node;
        report({ message: 'missing', at, part: 'key' });
      },
    };
  },
});
