import { defineDiffCheck } from '../check.ts';
import { schemaChange } from '../schema-report.ts';

export default defineDiffCheck({
  code: 'property-added',
  severity: 'info',
  summary: 'Note what a release adds.',
  why: 'An object that closed itself against other properties now carries one.',
  fix: 'Nothing is to be mended where objects are open.',
  aliases: [
    'response-optional-property-added',
    'new-optional-request-property',
    'response-required-property-added',
  ],
  messages: { changed: 'property "{subject}" was added ({where})' },
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
