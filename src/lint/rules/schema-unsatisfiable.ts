import { isObject } from '../../document/node.ts';
import { createEmptiness } from '../emptiness.ts';
import { defineLintRule } from '../rule.ts';

/** Without one of these, nothing in a schema can stand against anything else in it. */
const binding = ['allOf', 'required', 'const', 'minItems', 'oneOf', 'anyOf'];

export default defineLintRule({
  code: 'schema-unsatisfiable',
  severity: 'error',
  summary: 'Write schemas that some value can meet.',
  why: 'Whatever is sent is wrong: validators refuse every message, and no example, mock or test can be made.',
  fix: 'Remove one side of the contradiction; end a recursion by making the property optional, nullable, or a list that may be empty.',
  aliases: ['no-required-infinite-recursion', 'schema-contradiction'],
  section: 'https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.1',
  messages: {
    types: 'no value has all of these types',
    values: 'none of these values is allowed by the other list',
    closed: '"{name}" is required, but a part of this schema with additionalProperties: false forbids it',
    endless: 'each value has to hold another of the same kind, without end',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Category:
      type: object
      required: [parent]
      properties:
        parent: { $ref: '#/components/schemas/Category' }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Category:
      type: object
      properties:
        parent: { $ref: '#/components/schemas/Category' }
`,
  create(report, { api }) {
    const emptinessOf = createEmptiness(api.documents);
    const rings = new Set<object>();
    const told = new Set<string>();
    return {
      schema({ node, dialect }) {
        const { value } = node;
        if (!isObject(value) || !binding.some((keyword) => Object.hasOwn(value, keyword))) return;
        const found = emptinessOf({ node, dialect, direction: 'response' });
        if (!found) return;
        const { at } = found;
        // Whatever holds an empty schema is empty too: the cause is told once.
        const place = `${at.document.uri}#${at.pointer}`;
        if (told.has(place)) return;
        told.add(place);
        if (found.kind === 'endless') {
          if (found.ring.some((member) => rings.has(member))) return;
          for (const member of found.ring) rings.add(member);
          report({ message: 'endless', at });
        } else if (found.kind === 'closed') {
          // Within one object it is another rule's.
          if (
            at.pointer.replace(/\/required\/\d+$/, '') ===
            found.by.pointer.replace(/\/additionalProperties$/, '')
          )
            return;
          const related = [{ message: 'forbidden here', at: found.by, part: 'key' as const }];
          report({ message: 'closed', params: { name: found.name }, at, related });
        } else {
          const related = found.others.map((other) => ({ message: 'and here', at: other }));
          report({ message: found.kind, at, related });
        }
      },
    };
  },
});
