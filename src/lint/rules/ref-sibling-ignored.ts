import type { Node } from '../../document/document.ts';
import { wrapInList, type Edits } from '../../document/edit.ts';
import { child, isObjectNode } from '../../document/node.ts';
import { safeFix, unsafeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

/** Fields that say nothing about messages: that they are lost costs a sentence in the documentation. */
const prose: ReadonlySet<string> = new Set([
  ...['title', 'description', 'summary', 'example', 'examples', 'externalDocs', 'xml', 'name', 'in'],
]);

/** What an `allOf` beside it leaves as it is: anything else may contradict what the reference leads to. */
const joinable: ReadonlySet<string> = new Set([
  ...['title', 'description', 'example', 'externalDocs', 'xml', 'default'],
  ...['nullable', 'readOnly', 'writeOnly', 'deprecated'],
]);

export default defineLintRule({
  code: 'ref-sibling-ignored',
  severity: 'warning',
  summary: 'Write nothing beside a `$ref` that its object would ignore.',
  why: 'The field reads as if it held, yet every tool that follows the specification passes over it.',
  fix: 'Move it to the definition; in a schema, write `allOf: [{ $ref: … }]` and the field beside that, or use 3.1, where both hold.',
  aliases: ['no-$ref-siblings', 'oas3-no-$ref-siblings', 'spec-ref-siblings'],
  section: 'https://spec.openapis.org/oas/v3.0.4#reference-object',
  messages: { ignored: '{names} beside a $ref {verb} ignored' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        edition:
          $ref: '#/components/schemas/Edition'
          nullable: true
    Edition: { type: integer }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        edition:
          nullable: true
          allOf:
            - $ref: '#/components/schemas/Edition'
    Edition: { type: integer }
`,
  create(report, { api }) {
    const old = api.version === '2.0' || api.version === '3.0';
    return {
      object(node, kind) {
        // A path item joins the two, and so does a schema from 3.1 on.
        if (kind === 'pathItem' || (kind === 'schema' && !old)) return;
        if (!isObjectNode(node) || !Object.hasOwn(node.value, '$ref')) return;
        if (kind === 'scopes' || kind === 'securityRequirement' || typeof node.value['$ref'] !== 'string')
          return;
        const keys = Object.keys(node.value);
        if (keys.length === 1) return;
        const ignored = keys.filter(
          (name) =>
            name !== '$ref' &&
            !name.startsWith('x-') &&
            // A Reference Object of 3.1 has these two itself.
            (old || (name !== 'summary' && name !== 'description')),
        );
        const weighty = ignored.filter((name) => !prose.has(name));
        const [first] = weighty.length > 0 ? weighty : ignored;
        const at = first === undefined ? undefined : child(node, first);
        if (!at) return;
        report({
          message: 'ignored',
          params: {
            // In one order, so that the fact stays the same when members are moved.
            names: ignored
              .toSorted()
              .map((name) => `"${name}"`)
              .join(', '),
            verb: ignored.length === 1 ? 'is' : 'are',
          },
          at,
          part: 'key',
          ...(kind === 'schema' &&
            ignored.every((name) => joinable.has(name)) && {
              // For a sentence in the documentation, not everyone wants another schema.
              fix: () =>
                (weighty.length > 0 ? safeFix : unsafeFix)('put the $ref into "allOf"', wrapped(node)),
            }),
          ...(weighty.length === 0 && { severity: 'info' as const }),
        });
      },
    };
  },
});

function wrapped(schema: Node): Edits {
  const reference = child(schema, '$ref');
  return reference && wrapInList(reference, 'allOf');
}
