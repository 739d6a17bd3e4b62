import { child, isObject } from '../../document/node.ts';
import { keywordTypes } from '../keyword-types.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-keyword-type',
  severity: 'warning',
  summary: "Use only keywords that say something about the schema's type.",
  why: 'A keyword of another type never applies: the limit that its author meant does not hold.',
  fix: 'Remove the keyword, or correct the type.',
  aliases: ['oas-schema-check', 'schema-type-check', 'no-schema-type-mismatch', 'ibm-property-attributes'],
  section: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-6',
  messages: { ignored: '{keyword} is for {wanted}, and says nothing about {type}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Isbn: { type: integer, minLength: 13 }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Isbn: { type: string, minLength: 13 }
`,
  create(report) {
    return {
      schemasWith: [...keywordTypes.keys()],
      schema({ node }) {
        if (!isObject(node.value) || node.value['type'] === undefined) return;
        const written = node.value['type'];
        const types: readonly unknown[] = Array.isArray(written) ? written : [written];
        if (types.some((type) => typeof type !== 'string' || type === 'file')) return;
        // A list of them would be made for each schema.
        for (const keyword in node.value) {
          const wanted = keywordTypes.get(keyword);
          if (!wanted || types.some((type) => wanted.includes(type as string))) continue;
          const at = child(node, keyword);
          if (!at || saysNothing(at.value)) continue;
          report({
            message: 'ignored',
            params: { keyword, type: plural(types as string[]), wanted: plural(wanted) },
            at,
            part: 'key',
          });
        }
      },
    };
  },
});

function plural(types: readonly string[]): string {
  return types.map((type) => (type === 'null' ? type : `${type}s`)).join(' and ');
}

/**
 * Generators write `required: []` or `uniqueItems: false` everywhere; nobody was misled by that. In 2.0 a parameter's
 * own `required: true` stands beside its type.
 */
function saysNothing(value: unknown): boolean {
  return (
    typeof value === 'boolean' ||
    (Array.isArray(value) && value.length === 0) ||
    (isObject(value) && Object.keys(value).length === 0)
  );
}
