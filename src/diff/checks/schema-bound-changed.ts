import { defineDiffCheck } from '../check.ts';
import { nameOfPlace } from '../schema-edit.ts';
import { schemaChange } from '../schema-report.ts';

export default defineDiffCheck({
  code: 'schema-bound-changed',
  severity: 'error',
  summary: 'Keep the bounds within which both sides work.',
  why: 'A value that was right is refused, or one comes that was ruled out.',
  fix: 'Widen bounds of what you receive only, and narrow those of what you send only.',
  aliases: [
    'request-property-max-length-decreased',
    'request-property-min-increased',
    'request-property-max-decreased',
    'request-parameter-max-length-decreased',
    'response-property-max-length-increased',
    'request-property-min-items-increased',
    'response-property-min-decreased',
  ],
  messages: { changed: '{name}: {subject} changed from {was} to {is} ({where})' },
  create(report) {
    return {
      schemaFinding(finding, site, evidence) {
        const { subject, was, is } = finding.edit;
        const name = nameOfPlace(finding.edit);
        report({
          message: 'changed',
          params: { subject, was, is, name, where: site.where },
          ...schemaChange(finding, site, evidence),
        });
      },
    };
  },
});
