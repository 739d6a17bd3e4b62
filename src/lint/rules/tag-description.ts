import { hasText, textPlace } from '../texts.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'tag-description',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Describe every tag.',
  why: 'It introduces a whole chapter of the documentation.',
  fix: 'Add a `description`, or since 3.2 a `summary`.',
  section: 'https://spec.openapis.org/oas/v3.1.1#tag-object',
  messages: { missing: 'tag "{name}" has no description' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
tags:
  - name: titles
paths: {}
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
tags:
  - name: titles
    description: What the publisher has in print.
paths: {}
`,
  create(report, { api }) {
    return {
      tag({ node, name }) {
        if (hasText(node, 'description') || (api.version === '3.2' && hasText(node, 'summary'))) return;
        report({ message: 'missing', params: { name }, ...textPlace(node, 'description') });
      },
    };
  },
});
