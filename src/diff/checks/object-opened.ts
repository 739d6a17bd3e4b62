import { defineDiffCheck } from '../check.ts';
import { nameOfPlace } from '../schema-edit.ts';
import { schemaChange } from '../schema-report.ts';

export default defineDiffCheck({
  code: 'object-opened',
  severity: 'error',
  summary: 'Send only what was declared where an object was closed.',
  why: 'A strict reader refuses what it does not know.',
  fix: 'Keep the object closed, or declare what it may carry.',
  aliases: ['additional-properties-added'],
  messages: { changed: '{name} may now carry undeclared properties ({where})' },
  create(report) {
    return {
      schemaFinding(finding, site, evidence) {
        const name = nameOfPlace(finding.edit);
        report({
          message: 'changed',
          params: { name, where: site.where },
          ...schemaChange(finding, site, evidence),
        });
      },
    };
  },
});
