import { child } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'tag-list-missing',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'List the tags of the API.',
  why: 'Without the list, tags have no descriptions, and their order in documentation is left to chance.',
  fix: 'Add `tags` to the description, each with a name and a description.',
  aliases: ['openapi-tags'],
  section: 'https://spec.openapis.org/oas/v3.1.1#openapi-object',
  messages: { missing: 'the tags of {count} operations are listed nowhere' },
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
        const tagged = operations.filter((operation) => operation.tags.length > 0);
        // One that is no list, or empty, is pointed at.
        if (tags.length > 0 || tagged.length === 0) return;
        const at = child(node, 'tags') ?? child(node, 'paths') ?? node;
        report({ message: 'missing', params: { count: tagged.length }, at, part: 'key' });
      },
    };
  },
});
