import { defineDiffCheck } from '../check.ts';
import { schemaChange } from '../schema-report.ts';

export default defineDiffCheck({
  code: 'property-removed',
  severity: 'warning',
  summary: 'Keep the properties that consumers send and read.',
  why: 'Whoever reads the property finds nothing there; whoever sends it is ignored.',
  fix: 'Keep it, marked as deprecated.',
  aliases: [
    'response-optional-property-removed',
    'request-property-removed',
    'response-required-property-removed',
  ],
  messages: { changed: 'property "{subject}" was removed ({where})' },
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
