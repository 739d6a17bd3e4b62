import { child, items, rootNode, stringChild } from '../../document/node.ts';
import { hint } from '../hint.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'tag-parent-undefined',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Let the parent of every tag be a tag that is declared.',
  why: 'The tag has no place in the tree of tags: documentation drops it or puts it at the top.',
  fix: 'Declare the parent under `tags`, or correct its name.',
  aliases: ['spec-no-invalid-tag-parents'],
  section: 'https://spec.openapis.org/oas/v3.2.0#tag-object',
  messages: { undefined: 'parent tag "{name}" is not declared{hint}' },
  bad: `openapi: 3.2.0
info: { title: Titles, version: 1.0.0 }
tags:
  - { name: catalogue }
  - { name: titles, parent: catalog }
paths: {}
`,
  good: `openapi: 3.2.0
info: { title: Titles, version: 1.0.0 }
tags:
  - { name: catalogue }
  - { name: titles, parent: catalogue }
paths: {}
`,
  create(report, { api }) {
    if (api.version !== '3.2') return {};
    const names = new Set(api.tags.map(({ name }) => name));
    // A tag whose name cannot be read may be the one.
    const written = child(rootNode(api.documents.root), 'tags');
    if (items(written).length > api.tags.length) return {};
    return {
      tag({ node }) {
        const parent = stringChild(node, 'parent');
        if (!parent || names.has(parent.value)) return;
        const params = { name: parent.value, hint: hint(parent.value, names) };
        report({ message: 'undefined', params, at: parent });
      },
    };
  },
});
