import { defineDiffCheck } from '../check.ts';
import { nameOfPlace } from '../schema-edit.ts';
import { schemaChange } from '../schema-report.ts';

export default defineDiffCheck({
  code: 'object-closed',
  severity: 'error',
  summary: 'Keep accepting what an open object accepted.',
  why: 'Whoever sends a property beyond those declared is refused.',
  fix: 'Leave the object open.',
  aliases: ['additional-properties-removed'],
  messages: { changed: '{name} no longer accepts undeclared properties ({where})' },
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
