import { createGlance } from '../apart.ts';
import { createPairs, shownInstance } from '../alternatives.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-one-of-overlap',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'Keep the alternatives of oneOf apart.',
  why: 'oneOf refuses a value that fits two alternatives, and nobody can tell which of them it was meant for.',
  fix: 'Add a tag that each alternative requires with a value of its own, name it in a discriminator, or use anyOf.',
  aliases: ['no-illogical-composition-keywords'],
  section: 'https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.3',
  messages: { overlap: '{first} and {second} both accept {instance}, so oneOf refuses it{more}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Contact:
      oneOf:
        - { type: object, required: [email], properties: { email: { type: string } } }
        - { type: object, required: [phone], properties: { phone: { type: string } } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Contact:
      oneOf:
        - type: object
          required: [kind, email]
          properties: { kind: { type: string, enum: [email] }, email: { type: string } }
        - type: object
          required: [kind, phone]
          properties: { kind: { type: string, enum: [phone] }, phone: { type: string } }
`,
  create(report, { api, solver }) {
    const glance = createGlance(api.documents);
    const pairsOf = createPairs(glance);
    return {
      schemasWith: ['oneOf'],
      schema(visit) {
        if (!solver) return;
        const overlaps = pairsOf(visit).flatMap(([first, second]) => {
          const common = solver.overlap(first.site, second.site);
          // What is contained altogether is told by another rule.
          if (
            common.kind !== 'witness' ||
            solver.within(first.site, second.site) ||
            solver.within(second.site, first.site)
          )
            return [];
          return [{ first, second, instance: common.value }];
        });
        const [found] = overlaps;
        if (!found) return;
        const { first, second, instance } = found;
        const more = overlaps.length > 1 ? `; ${overlaps.length - 1} more pairs overlap` : '';
        report({
          message: 'overlap',
          params: { first: first.name, second: second.name, instance: shownInstance(instance), more },
          at: second.at,
          related: [{ message: 'the other one', at: first.at }],
          evidence: { kind: 'violation', keyword: 'oneOf', actual: instance },
        });
      },
    };
  },
});
