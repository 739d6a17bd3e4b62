import { child, items } from '../../document/node.ts';
import { casingMessages, casingOptions, reportCasing, type Name } from '../casing-outliers.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'enum-casing',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Write the values of an enum in one casing.',
  why: 'Values are compared letter by letter: users who write one as the others are written are refused.',
  fix: 'Write the value as the others are, or set the option `casing`, which then holds for all enums alike.',
  aliases: ['zally:240', 'ibm-enum-casing-convention'],
  section: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.2',
  messages: casingMessages('enum value'),
  options: casingOptions,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Status:
      type: string
      enum: [IN_PRINT, OUT_OF_PRINT, NOT_YET_PUBLISHED, ON_DEMAND, to_order]
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Status:
      type: string
      enum: [IN_PRINT, OUT_OF_PRINT, NOT_YET_PUBLISHED, ON_DEMAND, TO_ORDER]
`,
  create(report, _, options) {
    return {
      schemasWith: ['enum'],
      schema({ node }) {
        const names: Name[] = [];
        for (const at of items(child(node, 'enum'))) {
          // What is no identifier is a value of the world, not a name: `text/html`, `Europe/Berlin`, `en-GB`.
          if (
            typeof at.value === 'string' &&
            /^[A-Za-z][\w-]*$/.test(at.value) &&
            !/^[a-z]{2,3}-(?:[A-Z]|\d)/.test(at.value)
          )
            names.push({ name: at.value, at });
        }
        if (names.length > 0)
          reportCasing(report, names, options, ['macro', 'snake', 'kebab', 'camel', 'pascal']);
      },
    };
  },
});
