import { child } from '../../document/node.ts';
import { formats } from '../../schema/formats.ts';
import { nearestFormat } from '../formats.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-format-unknown',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Use formats that are registered.',
  why: "A format of one's own means nothing to generators and validators: they take the value for any text or number.",
  fix: 'Use a registered format, or say what the values look like with a pattern or in the description.',
  section: 'https://spec.openapis.org/registry/format/',
  messages: { unknown: 'format "{format}" is not registered' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Isbn: { type: string, format: isbn }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Isbn: { type: string, pattern: '^97[89][0-9]{10}$' }
`,
  create(report) {
    return {
      schemasWith: ['format'],
      schema({ node }) {
        const format = child(node, 'format');
        if (typeof format?.value !== 'string' || formats.has(format.value)) return;
        // A misspelt one is another rule's.
        if (nearestFormat(format.value) === undefined)
          report({ message: 'unknown', params: { format: format.value }, at: format });
      },
    };
  },
});
