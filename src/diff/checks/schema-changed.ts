import { defineDiffCheck } from '../check.ts';
import { nameOfPlace } from '../schema-edit.ts';
import { schemaChange } from '../schema-report.ts';

export default defineDiffCheck({
  code: 'schema-changed',
  severity: 'error',
  summary: 'Keep what a schema accepts.',
  why: 'A message that was right is refused, or one comes that was ruled out.',
  fix: 'Accept at least what the old version accepted, and send no more than it sent.',
  aliases: ['request-body-all-of-added', 'response-body-all-of-removed', 'request-property-all-of-added'],
  messages: { changed: '{name}: {subject} changed ({where})' },
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
