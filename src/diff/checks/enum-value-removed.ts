import { defineDiffCheck } from '../check.ts';
import { nameOfPlace } from '../schema-edit.ts';
import { schemaChange } from '../schema-report.ts';

export default defineDiffCheck({
  code: 'enum-value-removed',
  severity: 'error',
  summary: 'Keep accepting every value that consumers send.',
  why: 'Whoever sends the value is refused.',
  fix: 'Keep the value, or map it to one of the others.',
  aliases: [
    'request-parameter-enum-value-removed',
    'request-property-enum-value-removed',
    'request-body-enum-value-removed',
  ],
  messages: { changed: '{name} lost {subject} ({where})' },
  create(report) {
    return {
      schemaFinding(finding, site, evidence) {
        const { subject } = finding.edit;
        const name = nameOfPlace(finding.edit);
        report({
          message: 'changed',
          params: { subject, name, where: site.where },
          ...schemaChange(finding, site, evidence),
        });
      },
    };
  },
});
