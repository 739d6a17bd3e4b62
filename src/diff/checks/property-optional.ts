import { defineDiffCheck } from '../check.ts';
import { schemaChange } from '../schema-report.ts';

export default defineDiffCheck({
  code: 'property-optional',
  severity: 'error',
  summary: 'Keep sending what was promised to be there.',
  why: 'A consumer that relies on the property finds nothing there.',
  fix: 'Keep sending it.',
  aliases: ['response-property-became-optional', 'request-property-became-optional'],
  messages: { changed: 'property "{subject}" is no longer always there ({where})' },
  create(report) {
    return {
      schemaFinding(finding, site, evidence) {
        const { subject } = finding.edit;
        report({
          message: 'changed',
          params: { subject, where: site.where },
          ...schemaChange(finding, site, evidence),
        });
      },
    };
  },
});
