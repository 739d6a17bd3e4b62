import { defineDiffCheck } from '../check.ts';
import { nameOfPlace } from '../schema-edit.ts';
import { schemaChange } from '../schema-report.ts';

export default defineDiffCheck({
  code: 'schema-type-changed',
  severity: 'error',
  summary: 'Keep the type of what is sent.',
  why: 'The other side reads or refuses a value of a type that it was not written for.',
  fix: 'Offer the new type under a new name.',
  aliases: [
    'request-property-type-changed',
    'response-property-type-changed',
    'request-body-type-changed',
    'response-body-type-changed',
    'request-parameter-type-changed',
    'response-property-became-nullable',
    'request-property-became-not-nullable',
  ],
  messages: {
    changed: '{name}: {subject} changed from {was} to {is} ({where})',
    nullable: '{name} may be null now ({where})',
    notNull: '{name} may not be null any more ({where})',
  },
  create(report) {
    return {
      schemaFinding(finding, site, evidence) {
        const { subject, was, is } = finding.edit;
        const name = nameOfPlace(finding.edit);
        if (subject === 'null') {
          report({
            message: is === 'allowed' ? 'nullable' : 'notNull',
            params: { name, where: site.where },
            ...schemaChange(finding, site, evidence),
          });
          return;
        }
        report({
          message: 'changed',
          params: { subject, was, is, name, where: site.where },
          ...schemaChange(finding, site, evidence),
        });
      },
    };
  },
});
