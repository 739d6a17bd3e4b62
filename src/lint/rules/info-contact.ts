import { child } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'info-contact',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Say whom to ask about the API.',
  why: 'Users who are stuck, and who find a security problem, have nobody to write to.',
  fix: 'Add `contact` to `info`, with a name and a URL or an email address.',
  aliases: ['docs-info-contact'],
  section: 'https://spec.openapis.org/oas/v3.1.1#contact-object',
  messages: { missing: 'info has no contact' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
`,
  good: `openapi: 3.0.3
info:
  title: Titles
  version: 1.0.0
  contact: { name: Metadata desk, email: metadata@publisher.example }
paths: {}
`,
  create(report) {
    return {
      objectsOf: ['info'],
      object(node) {
        if (child(node, 'contact') === undefined) report({ message: 'missing', at: node, part: 'key' });
      },
    };
  },
});
