import type { Node } from '../../document/document.ts';
import { members, objectChild } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'property-name-collision',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'Let properties of one object differ in more than case, hyphens and underscores.',
  why: 'Generated code has one name for both, which does not compile or drops a value, and people take the wrong one.',
  fix: 'Keep one of the two, or give one a name of its own.',
  aliases: ['ibm-avoid-property-name-collision'],
  section: 'https://spec.openapis.org/oas/v3.1.1#schema-object',
  messages: { collides: 'property "{name}" differs from "{other}" only in how it is written' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        listPrice: { type: number }
        list_price: { type: number }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        listPrice: { type: number }
        salePrice: { type: number }
`,
  create: (report) => ({
    schemasWith: ['properties'],
    schema({ node }) {
      const known = new Map<string, readonly [name: string, at: Node]>();
      for (const [name, at] of members(objectChild(node, 'properties'))) {
        // Signs that a name begins or ends with are meant: `-1` and `_id` are no `1` and no `id`.
        const plain = name.replace(/(?<=\w)[-_](?=\w)/g, '').toLowerCase();
        const before = known.get(plain);
        if (before === undefined) known.set(plain, [name, at]);
        else {
          const [other, first] = before;
          const related = [{ message: `"${other}" is here`, at: first, part: 'key' as const }];
          report({ message: 'collides', params: { name, other }, at, part: 'key', related });
        }
      }
    },
  }),
});
