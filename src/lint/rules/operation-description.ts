import { valueIn } from '../../document/node.ts';
import { count, optional } from '../../document/reader.ts';
import { operationName } from '../../openapi/names.ts';
import { hasText, plainWords, textPlace } from '../texts.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'operation-description',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Describe every operation.',
  why: 'What it does beyond its name, and what to mind, has to be found out by trying.',
  fix: 'Add a `description`.',
  aliases: ['docs-description'],
  section: 'https://spec.openapis.org/oas/v3.1.1#operation-object',
  messages: {
    missing: '{key} has no description',
    short: 'the description has fewer than {min} words',
  },
  options: {
    minWords: optional(count, 'How many words a description has at least.'),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      summary: List titles
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      summary: List titles
      description: Lists all titles of the publisher, the latest first.
      responses:
        '200': { description: OK }
`,
  create(report, _, { minWords = 0 }) {
    const told = new Set<unknown>();
    return {
      operation(operation) {
        const { node, key } = operation;
        if (told.has(node.value)) return;
        told.add(node.value);
        const place = { ...textPlace(node, 'description'), operation: operationName(operation) };
        const text = valueIn(node, 'description');
        if (!hasText(node, 'description')) report({ message: 'missing', params: { key }, ...place });
        else if (typeof text === 'string' && plainWords(text).split(' ').length < minWords)
          report({ message: 'short', params: { min: minWords }, ...place });
      },
    };
  },
});
