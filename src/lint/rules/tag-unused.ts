import { nearestName } from '../../document/nearest.ts';
import { child, items, members, valueIn } from '../../document/node.ts';
import { allOperations } from '../operations.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'tag-unused',
  severity: 'info',
  summary: 'List tags that operations have.',
  why: 'Documentation shows an empty chapter, and often the tag was renamed where it is used.',
  fix: 'Remove the tag from the list, or tag the operations that it was meant for.',
  aliases: ['ibm-openapi-tags-used'],
  section: 'https://spec.openapis.org/oas/v3.1.1#tag-object',
  messages: { unused: 'no operation has the tag "{name}"' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
tags:
  - name: titles
  - name: authors
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
paths:
  /titles:
    get:
      tags: [titles]
      responses:
        '200': { description: OK }
`,
  create(report) {
    return {
      api(api) {
        const used = new Set(allOperations(api).flatMap(({ tags }) => tags.map(({ value }) => value)));
        // Where no operation has any tag, the list is an outline and nothing was forgotten.
        if (used.size === 0) return;
        for (const { node } of api.tags) {
          const parent = valueIn(node, 'parent');
          if (typeof parent === 'string') used.add(parent);
        }
        const declared = new Set(api.tags.map(({ name }) => name));
        // A misspelt tag is one mistake, and told of where it is written.
        for (const tag of used) {
          const meant = declared.has(tag) ? undefined : nearestName(tag, declared);
          if (meant !== undefined) used.add(meant);
        }
        for (const { node, name } of api.tags) {
          // Documentation tools show a tag with an extension as a page of text, or as a group of others.
          if (used.has(name) || members(node).some(([key]) => key.startsWith('x-'))) continue;
          if (items(child(api.node, 'x-tagGroups')).some((group) => names(group).includes(name))) continue;
          report({ message: 'unused', params: { name }, at: child(node, 'name') ?? node });
        }
      },
    };
  },
});

function names(group: Parameters<typeof child>[0]): unknown[] {
  return items(child(group, 'tags')).map(({ value }) => value);
}
