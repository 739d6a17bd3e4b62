import type { Node } from '../../document/document.ts';
import { stringChild } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'tag-parent-circular',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Let the parents of a tag end at one without a parent.',
  why: 'Tags that are each inside the other form no tree: documentation drops them, and tools that walk up never arrive.',
  fix: 'Remove the `parent` of the tag that is to be the outermost.',
  section: 'https://spec.openapis.org/oas/v3.2.0#tag-object',
  messages: {
    own: 'tag "{name}" is its own parent',
    ring: 'tag "{name}" is inside itself: {ring}',
  },
  bad: `openapi: 3.2.0
info: { title: Titles, version: 1.0.0 }
tags:
  - { name: titles, parent: books }
  - { name: books, parent: titles }
paths: {}
`,
  good: `openapi: 3.2.0
info: { title: Titles, version: 1.0.0 }
tags:
  - { name: titles }
  - { name: books, parent: titles }
paths: {}
`,
  create(report, { api }) {
    if (api.version !== '3.2') return {};
    return {
      end() {
        const parents = new Map<string, Node<string>>();
        for (const { name, node } of api.tags) {
          const parent = stringChild(node, 'parent');
          if (parent && !parents.has(name)) parents.set(name, parent);
        }
        const done = new Set<string>();
        for (const start of parents.keys()) {
          const path: string[] = [];
          let name: string | undefined = start;
          while (name !== undefined && !done.has(name)) {
            done.add(name);
            path.push(name);
            name = parents.get(name)?.value;
          }
          const from = name === undefined ? -1 : path.indexOf(name);
          const [first, second] = path.slice(from);
          const at = first === undefined ? undefined : parents.get(first);
          if (from === -1 || first === undefined || !at) continue;
          if (second === undefined) report({ message: 'own', params: { name: first }, at });
          else {
            const ring = [...path.slice(from), first].map((each) => `"${each}"`).join(' → ');
            report({ message: 'ring', params: { name: first, ring }, at });
          }
        }
      },
    };
  },
});
