import { defineDiffCheck } from '../check.ts';
import { nameOfPlace } from '../schema-edit.ts';
import { schemaChange } from '../schema-report.ts';

export default defineDiffCheck({
  code: 'schema-alternatives-changed',
  severity: 'error',
  summary: 'Keep the alternatives that the other side knows.',
  why: 'A message of the alternative that went is refused; one that came is not understood.',
  fix: 'Add alternatives to what you receive only, and remove them from what you send only.',
  aliases: [
    'request-body-one-of-removed',
    'request-property-one-of-removed',
    'response-body-one-of-added',
    'response-property-one-of-added',
    'request-body-any-of-removed',
    'response-body-any-of-added',
    'response-property-discriminator-mapping-changed',
  ],
  messages: {
    changed: '{name}: {subject} changed ({where})',
    gained: '{name}: {subject} gained {is} ({where})',
    lost: '{name}: {subject} lost {was} ({where})',
  },
  create(report) {
    return {
      schemaFinding(finding, site, evidence) {
        const { subject, was, is } = finding.edit;
        const params = { name: nameOfPlace(finding.edit), subject, where: site.where };
        const change = schemaChange(finding, site, evidence);
        if (was === 'nothing') report({ message: 'gained', params: { ...params, is }, ...change });
        else if (is === 'nothing') report({ message: 'lost', params: { ...params, was }, ...change });
        else report({ message: 'changed', params, ...change });
      },
    };
  },
});
