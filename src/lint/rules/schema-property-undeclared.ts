import { child, isObjectNode, items, valueIn } from '../../document/node.ts';
import { dialectRules } from '../../schema/dialects.ts';
import { inPlace, refTarget } from '../../schema/in-place.ts';
import { hint } from '../hint.ts';
import { defineLintRule } from '../rule.ts';

/** Where properties may be declared beside `properties`. */
const elsewhere: readonly string[] = [
  'anyOf',
  'oneOf',
  'if',
  'patternProperties',
  'dependentSchemas',
  '$dynamicRef',
  '$recursiveRef',
];

export default defineLintRule({
  code: 'schema-property-undeclared',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'Declare every property that is required.',
  why: 'Nothing says what the property is: generators leave it out, and often the name in `required` is only misspelt.',
  fix: 'Declare it under `properties`, or correct the name in `required`.',
  aliases: [
    'no-required-schema-properties-undefined',
    'required-fields-defined',
    'ibm-define-required-properties',
  ],
  section: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-6.5.3',
  messages: { undeclared: '"{name}" is required, but nowhere declared{hint}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      required: [isnb]
      properties:
        isbn: { type: string }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      required: [isbn]
      properties:
        isbn: { type: string }
`,
  create(report, { api: { documents } }) {
    return {
      schemasWith: ['required', 'allOf'],
      schema({ node, dialect, nested }) {
        if (!isObjectNode(node)) return;
        const siblings = dialectRules(dialect)?.refSiblings ?? true;
        // What a part requires may be declared by the others. A part behind a reference is judged where it is written.
        const required = [node, ...items(child(node, 'allOf'))].flatMap((part) =>
          siblings || valueIn(part, '$ref') === undefined ? items(child(part, 'required')) : [],
        );
        // A branch may require what the schema around it declares.
        if (
          required.length === 0 ||
          (nested && /\/(?:allOf|anyOf|oneOf)\/\d+$|\/(?:if|then|else|not)$/.test(node.pointer))
        )
          return;
        const parts = inPlace(documents, node, siblings);
        const open = parts.some(
          (part) =>
            elsewhere.some((keyword) => Object.hasOwn(part.value, keyword)) ||
            refTarget(documents, part) === undefined,
        );
        if (open) return;
        const declared = new Set(parts.flatMap((part) => Object.keys(valueIn(part, 'properties') ?? {})));
        for (const at of required) {
          const { value } = at;
          if (typeof value !== 'string' || declared.has(value)) continue;
          // Of an object that allows no others, another rule says that nothing fits.
          if (parts.some((part) => part.value['additionalProperties'] === false)) continue;
          report({ message: 'undeclared', params: { name: value, hint: hint(value, declared) }, at });
        }
      },
    };
  },
});
