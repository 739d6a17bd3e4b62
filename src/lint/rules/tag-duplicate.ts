import type { Tag } from '../../openapi/model.ts';
import { child } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'tag-duplicate',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Declare each tag once.',
  why: 'Of two tags with one name, documentation shows the description of either, or a section for each.',
  fix: 'Join the two, or rename one of them.',
  aliases: ['openapi-tags-uniqueness', 'no-duplicated-tag-names'],
  section: 'https://spec.openapis.org/oas/v3.1.1#openapi-object',
  messages: { duplicate: 'tag "{name}" is declared twice' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
tags:
  - { name: titles, description: Books and maps }
  - { name: sales }
  - { name: titles }
paths: {}
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
tags:
  - { name: titles, description: Books and maps }
  - { name: sales }
paths: {}
`,
  create(report) {
    const declared = new Map<string, Tag>();
    return {
      tag(tag) {
        const first = declared.get(tag.name);
        if (!first) declared.set(tag.name, tag);
        else {
          report({
            message: 'duplicate',
            params: { name: tag.name },
            at: child(tag.node, 'name') ?? tag.node,
            related: [{ message: 'first declared here', at: child(first.node, 'name') ?? first.node }],
          });
        }
      },
    };
  },
});
