import { child, keyOf } from '../../document/node.ts';
import { hasText, textPlace } from '../texts.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'response-description',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Describe every response.',
  why: 'The status alone does not say when this response comes, and an empty description is there for the schema only.',
  fix: 'Say when the response comes and what is in it.',
  section: 'https://spec.openapis.org/oas/v3.1.1#response-object',
  messages: {
    empty: 'the response {name} has an empty description',
    missing: 'the response {name} has no description',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: '' }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: The titles in print. }
`,
  create(report, { api }) {
    return {
      objectsOf: ['response'],
      object(node) {
        if (child(node, '$ref') || hasText(node, 'description')) return;
        const written = child(node, 'description') !== undefined;
        // Before 3.2 a response has to have one: that it has none is a matter of structure.
        if (!written && (api.version !== '3.2' || hasText(node, 'summary'))) return;
        const name = keyOf(node) ?? '';
        report({
          message: written ? 'empty' : 'missing',
          params: { name },
          ...textPlace(node, 'description'),
        });
      },
    };
  },
});
