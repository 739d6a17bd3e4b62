import { child, isObject } from '../../document/node.ts';
import { dialectRules } from '../../schema/dialects.ts';
import { defineLintRule } from '../rule.ts';
import { keywordTypes } from '../keyword-types.ts';

/** What says by other means which values are allowed. */
const telling: readonly string[] = [
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'enum',
  'const',
  '$dynamicRef',
  '$recursiveRef',
];

export default defineLintRule({
  code: 'schema-type-missing',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Say the type beside keywords that are for one type.',
  why: 'Without it a value of any other type is allowed: `minLength: 3` lets the number 5 pass.',
  fix: 'Add the type that the keyword is for.',
  aliases: ['oas-missing-type', 'schema-type-required', 'ibm-schema-type'],
  section: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1',
  messages: { missing: '{keyword} is for {wanted}, but the type is not said: anything else is allowed too' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Isbn: { minLength: 13 }
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
      schema({ node, dialect }) {
        if (!isObject(node.value) || dialectRules(dialect) === undefined) return;
        if (
          Object.hasOwn(node.value, 'type') ||
          telling.some((keyword) => Object.hasOwn(node.value as object, keyword))
        )
          return;
        // Parts of a union or an intersection may leave the type to the whole.
        if (
          /\/(?:allOf|anyOf|oneOf)\/\d+$|\/(?:if|then|else|not|dependentSchemas\/[^/]*)$/.test(node.pointer)
        )
          return;
        const keyword = Object.keys(node.value).find((name) => keywordTypes.has(name));
        const at = keyword === undefined ? undefined : child(node, keyword);
        const wanted = keywordTypes.get(keyword ?? '');
        // In 2.0 a parameter's own `required: true` is no keyword of a schema.
        if (!at || !wanted || keyword === undefined || typeof at.value === 'boolean') return;
        const types = wanted.map((type) => `${type}s`).join(' and ');
        report({ message: 'missing', params: { keyword, wanted: types }, at, part: 'key' });
      },
    };
  },
});
