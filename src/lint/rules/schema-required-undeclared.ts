import { replaceValue } from '../../document/edit.ts';
import { certainOwnName } from '../../document/nearest.ts';
import { child, isObject, items, valueIn } from '../../document/node.ts';
import { hint } from '../hint.ts';
import { unsafeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-required-undeclared',
  severity: 'error',
  summary: 'Allow every property that is required.',
  why: 'The property has to be there and may not be: no value fits, so every message is wrong.',
  fix: 'Declare the property, correct its name in `required`, or remove `additionalProperties: false`.',
  section: 'https://json-schema.org/draft/2020-12/json-schema-core#section-10.3.2.3',
  messages: { impossible: '"{name}" is required, but additionalProperties: false forbids it{hint}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      additionalProperties: false
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
      additionalProperties: false
      required: [isbn]
      properties:
        isbn: { type: string }
`,
  create(report) {
    return {
      schemasWith: ['additionalProperties'],
      schema({ node }) {
        if (!isObject(node.value) || valueIn(node, 'additionalProperties') !== false) return;
        if (Object.hasOwn(node.value, 'patternProperties')) return;
        const properties = valueIn(node, 'properties');
        const declared = isObject(properties) ? Object.keys(properties) : [];
        for (const name of items(child(node, 'required'))) {
          if (typeof name.value !== 'string' || declared.includes(name.value)) continue;
          const params = { name: name.value, hint: hint(name.value, declared) };
          const required: readonly unknown[] = items(child(node, 'required')).map(({ value }) => value);
          const meant = certainOwnName(
            name.value,
            declared.filter((other) => !required.includes(other)),
          );
          report({
            message: 'impossible',
            params,
            at: name,
            // Which of the two names is sent, the description cannot tell.
            fix: () =>
              meant === undefined ? undefined : unsafeFix(`write "${meant}"`, replaceValue(name, meant)),
          });
        }
      },
    };
  },
});
