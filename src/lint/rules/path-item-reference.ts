import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';

export default defineLintRule({
  code: 'path-item-reference',
  severity: 'off',
  summary: 'Write path items where they belong, not behind a `$ref`.',
  why: 'Some tools do not follow them, and see a path without operations.',
  fix: 'Move the operations under the path.',
  aliases: ['path-item-refs'],
  section: 'https://spec.openapis.org/oas/v3.1.1#path-item-object',
  messages: { referenced: 'the path item stands behind a $ref' },
  bad: `openapi: 3.1.0
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    $ref: '#/components/pathItems/titles'
components:
  pathItems:
    titles:
      get:
        responses:
          '200': { description: OK }
`,
  good: `openapi: 3.1.0
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
`,
  create: (report) => ({
    pathItem({ use }) {
      const at = child(use, '$ref');
      if (at) report({ message: 'referenced', at });
    },
  }),
});
