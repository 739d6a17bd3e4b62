import { child, isObjectNode, items } from '../../document/node.ts';
import { dialectRules } from '../../schema/dialects.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-combinator-single',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Combine at least two schemas.',
  why: 'A choice of one is no choice: generators make a union type of it, and readers look for the alternatives that were forgotten.',
  fix: 'Write the schema itself, or add the alternatives that are missing.',
  aliases: ['no-unnecessary-combinator', 'ibm-no-superfluous-allof'],
  section: 'https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1',
  messages: { single: '{keyword} with one schema says no more than that schema' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Price:
      oneOf:
        - type: number
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Price:
      oneOf:
        - type: number
        - type: string
`,
  create(report) {
    return {
      schemasWith: ['allOf', 'anyOf', 'oneOf'],
      schema({ node, dialect }) {
        if (!isObjectNode(node)) return;
        for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
          const list = child(node, keyword);
          if (!list || items(list).length !== 1) continue;
          // Up to 3.0, a list of one carries what may not stand beside a `$ref`; a discriminator may wait for more.
          const alone = Object.keys(node.value).length === 1;
          const carries = dialectRules(dialect)?.refSiblings === false && child(items(list)[0]!, '$ref');
          if (keyword === 'allOf' || carries ? alone : !Object.hasOwn(node.value, 'discriminator'))
            report({ message: 'single', params: { keyword }, at: list });
        }
      },
    };
  },
});
