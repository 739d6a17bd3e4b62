import { choice, listOrOne, optional } from '../../document/reader.ts';
import { hasText } from '../texts.ts';
import { defineLintRule } from '../rule.ts';

const fields = ['name', 'url', 'email'] as const;

export default defineLintRule({
  code: 'contact-incomplete',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Give a way to reach the contact of the API.',
  why: 'A name without an address, or an address that nobody answers for, helps no one who is stuck.',
  fix: 'Add what is missing, or say with the option `fields` what your team asks for.',
  aliases: ['contact-properties'],
  section: 'https://spec.openapis.org/oas/v3.1.1#contact-object',
  messages: {
    unreachable: 'the contact has neither url nor email',
    missing: 'the contact has no {field}',
  },
  options: {
    fields: optional(
      listOrOne(choice(fields)),
      'What a contact has to have. Without it, a URL or an email address.',
    ),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0, contact: { name: Metadata desk } }
paths: {}
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0, contact: { email: metadata@publisher.example } }
paths: {}
`,
  create(report, _, { fields: wanted }) {
    return {
      objectsOf: ['contact'],
      object(node) {
        if (wanted === undefined) {
          if (!hasText(node, 'url') && !hasText(node, 'email'))
            report({ message: 'unreachable', at: node, part: 'key' });
          return;
        }
        for (const field of wanted) {
          if (!hasText(node, field)) report({ message: 'missing', params: { field }, at: node, part: 'key' });
        }
      },
    };
  },
});
