import { hasText, textPlace } from '../texts.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'server-description',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Say of several servers which one is for what.',
  why: 'Readers have to guess from the URLs which one is production and which one may be played with.',
  fix: 'Add a `description` to each server.',
  section: 'https://spec.openapis.org/oas/v3.1.1#server-object',
  messages: { missing: '{url} is one of {count} servers and has no description' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - { url: 'https://api.publisher.test/v1', description: Production }
  - { url: 'https://api-2.publisher.test/v1' }
paths: {}
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - { url: 'https://api.publisher.test/v1', description: Production }
  - { url: 'https://api-2.publisher.test/v1', description: 'Sandbox, emptied every night' }
paths: {}
`,
  create(report, { api }) {
    return {
      api({ servers }) {
        if (api.version === '2.0' || servers.length < 2) return;
        for (const { node, url } of servers) {
          if (hasText(node, 'description') || hasText(node, 'name')) continue;
          const params = { url, count: servers.length };
          report({ message: 'missing', params, ...textPlace(node, 'description') });
        }
      },
    };
  },
});
