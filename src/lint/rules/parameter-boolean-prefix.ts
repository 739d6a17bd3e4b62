import { child } from '../../document/node.ts';
import { listOrOne, optional, text } from '../../document/reader.ts';
import { followed } from '../../openapi/follow.ts';
import { wordsOf } from '../words.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'parameter-boolean-prefix',
  severity: 'off',
  presets: { strict: 'off' },
  summary: 'Begin the names of boolean parameters with a verb.',
  why: 'From `isPublished` one sees that it is true or false; `published` might be a date.',
  fix: 'Begin the name with `is` or `has`, or set the option `prefixes`.',
  aliases: ['boolean-parameter-prefixes'],
  section: 'https://spec.openapis.org/oas/v3.1.1#parameter-object',
  messages: { prefix: 'boolean parameter "{name}" begins with none of {prefixes}' },
  options: {
    prefixes: optional(listOrOne(text), 'Words that it may begin with: by default `is` and `has`.'),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: published, in: query, schema: { type: boolean } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: isPublished, in: query, schema: { type: boolean } }
      responses:
        '200': { description: OK }
`,
  create(report, { api }, { prefixes = ['is', 'has'] }) {
    return {
      parameter({ node, name, schema }) {
        const type = schema && child(followed(api.documents, schema.node) ?? schema.node, 'type')?.value;
        const words = wordsOf(name);
        if (type !== 'boolean' || (words.length > 1 && prefixes.includes(words[0] ?? ''))) return;
        report({
          message: 'prefix',
          params: { name, prefixes: prefixes.join(', ') },
          at: child(node, 'name') ?? node,
        });
      },
    };
  },
});
