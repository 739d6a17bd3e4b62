import { defineDiffCheck } from '../check.ts';
import { schemaChange } from '../schema-report.ts';

export default defineDiffCheck({
  code: 'property-required',
  severity: 'error',
  summary: 'Require no property that was optional or unknown.',
  why: 'Every message that was right without it is refused.',
  fix: 'Make it optional, with a default that does what the old version did.',
  aliases: [
    'request-property-became-required',
    'new-required-request-property',
    'request-property-became-required-with-default',
  ],
  messages: { changed: 'property "{subject}" became required ({where})' },
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
