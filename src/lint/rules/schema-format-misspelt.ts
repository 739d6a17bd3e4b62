import { replaceValue } from '../../document/edit.ts';
import { child } from '../../document/node.ts';
import { formats } from '../../schema/formats.ts';
import { nearestFormat } from '../formats.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-format-misspelt',
  severity: 'warning',
  summary: 'Spell formats as the registry does.',
  why: 'An unknown format is ignored everywhere: a misspelt one checks nothing.',
  fix: "Write the format's registered name.",
  section: 'https://spec.openapis.org/registry/format/',
  messages: { misspelt: 'format "{format}" is unknown; did you mean "{near}"?' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Published: { type: string, format: datetime }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Published: { type: string, format: date-time }
`,
  create(report) {
    return {
      schemasWith: ['format'],
      schema({ node }) {
        const format = child(node, 'format');
        // A format of one's own is allowed; what is nearly a registered one was meant to be that.
        if (typeof format?.value !== 'string' || formats.has(format.value)) return;
        const near = nearestFormat(format.value);
        if (near !== undefined)
          report({
            message: 'misspelt',
            params: { format: format.value, near },
            at: format,
            fix: () => safeFix(`write "${near}"`, replaceValue(format, near)),
          });
      },
    };
  },
});
