import { child } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'parameter-default-unused',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'Give no default to a parameter that is required.',
  why: 'A default stands for what is left out, and this may not be: either callers have to send it, or they need not.',
  fix: 'Remove `default`, or `required: true` where the provider does fill it in. A value to begin with is an `example`.',
  aliases: ['ibm-no-default-for-required-parameter'],
  section: 'https://spec.openapis.org/oas/v2.0#parameterObject',
  messages: { unused: '{in} parameter "{name}" is required, so that its default never holds' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: limit, in: query, required: true, schema: { type: integer, default: 20 } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer, default: 20 } }
      responses:
        '200': { description: OK }
`,
  create: (report) => ({
    parameter({ name, in: location, required, schema }) {
      // What a shared schema says holds where it is not required, too.
      const unused = required ? schema && child(schema.node, 'default') : undefined;
      if (unused) report({ message: 'unused', params: { name, in: location }, at: unused, part: 'key' });
    },
  }),
});
