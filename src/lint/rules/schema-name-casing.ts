import { casingMessages, casingOptions, reportCasing, type Name } from '../casing-outliers.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-name-casing',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'Write the names of component schemas in one casing.',
  why: 'They are the names of types in generated code, where two that differ in case only may even be one file.',
  fix: 'Rename the schema and what refers to it, or set the option `casing` to what you want.',
  aliases: ['ibm-schema-casing-convention'],
  section: 'https://spec.openapis.org/oas/v3.1.1#components-object',
  messages: casingMessages('schema name'),
  options: casingOptions,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title: { type: object }
    NewTitle: { type: object }
    Author: { type: object }
    Edition: { type: object }
    titleList: { type: array, items: { type: object } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title: { type: object }
    NewTitle: { type: object }
    Author: { type: object }
    Edition: { type: object }
    TitleList: { type: array, items: { type: object } }
`,
  create(report, _, options) {
    const names: Name[] = [];
    return {
      schema({ componentName, node }) {
        if (componentName !== undefined) names.push({ name: componentName, at: node, part: 'key' });
      },
      end() {
        reportCasing(report, names, options, ['pascal', 'camel', 'snake', 'kebab']);
      },
    };
  },
});
