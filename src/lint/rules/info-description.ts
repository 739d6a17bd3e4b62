import { hasText, textPlace } from '../texts.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'info-description',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'Say what the API is for.',
  why: 'It is the first thing that a reader looks for, and what catalogues of APIs show and search.',
  fix: 'Add a `description` to `info`: what the API does, for whom, and how to begin.',
  aliases: ['zally:218'],
  section: 'https://spec.openapis.org/oas/v3.1.1#info-object',
  messages: { missing: 'info has no description' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0, description: The titles of a publisher. }
paths: {}
`,
  create(report) {
    return {
      objectsOf: ['info'],
      object(node) {
        if (hasText(node, 'description')) return;
        report({ message: 'missing', ...textPlace(node, 'description') });
      },
    };
  },
});
