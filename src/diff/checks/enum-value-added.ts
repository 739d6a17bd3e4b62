import { defineDiffCheck } from '../check.ts';
import { nameOfPlace } from '../schema-edit.ts';
import { schemaChange } from '../schema-report.ts';

export default defineDiffCheck({
  code: 'enum-value-added',
  severity: 'error',
  summary: 'Send only values that consumers know.',
  why: 'A client that switches over the values, or that was generated from them, fails on one that it does not know.',
  fix: 'Send it only to consumers that ask for it, or mark the enum as one that will grow.',
  aliases: ['response-property-enum-value-added', 'response-write-only-property-enum-value-added'],
  messages: { changed: '{name} gained {subject} ({where})' },
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
