import { hasText } from '../texts.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'license-url',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Say where the licence can be read.',
  why: 'A name alone leaves open which text is meant: there are several under names like "MIT" or "BSD".',
  fix: 'Add `url`, or since 3.1 the SPDX `identifier`.',
  aliases: ['info-license-strict', 'info-license-url'],
  section: 'https://spec.openapis.org/oas/v3.1.1#license-object',
  messages: {
    url: 'the license has no url',
    either: 'the license has neither url nor identifier',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0, license: { name: BSD } }
paths: {}
`,
  good: `openapi: 3.1.0
info: { title: Titles, version: 1.0.0, license: { name: BSD, identifier: BSD-3-Clause } }
paths: {}
`,
  create(report, { api }) {
    const identified = api.version === '3.1' || api.version === '3.2';
    return {
      objectsOf: ['license'],
      object(node) {
        if (hasText(node, 'url')) return;
        if (!identified) report({ message: 'url', at: node, part: 'key' });
        else if (!hasText(node, 'identifier')) report({ message: 'either', at: node, part: 'key' });
      },
    };
  },
});
