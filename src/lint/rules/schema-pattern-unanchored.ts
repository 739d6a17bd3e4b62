import { child } from '../../document/node.ts';
import { unanchored } from '../pattern-anchors.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-pattern-unanchored',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Say in a pattern where the text begins and ends.',
  why: 'A pattern need only match somewhere: `[a-z]+` lets "1 OR x" pass. In `^a|b$` each anchor holds for one side alone.',
  fix: 'Write `^(?:…)$`; where any text that contains a match is meant, say so with `.*`.',
  aliases: ['ibm-anchored-patterns'],
  section: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-6.3.3',
  messages: {
    open: 'pattern {pattern} accepts any text that contains a match: it has neither ^ nor $',
    sides: 'in pattern {pattern}, ^ holds for the first alternative alone, and $ for the last',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Slug: { type: string, pattern: '[a-z0-9-]+' }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Slug: { type: string, pattern: '^[a-z0-9-]+$' }
`,
  create: (report, { isFaulty }) => ({
    schemasWith: ['pattern'],
    schema({ node }) {
      const at = child(node, 'pattern');
      if (typeof at?.value !== 'string') return;
      const message = unanchored(at.value);
      if (message === undefined || isFaulty(at)) return;
      report({ message, params: { pattern: JSON.stringify(at.value) }, at });
    },
  }),
});
