import { defineDiffCheck } from '../check.ts';
import { nameOfPlace } from '../schema-edit.ts';
import { schemaChange } from '../schema-report.ts';

export default defineDiffCheck({
  code: 'schema-format-changed',
  severity: 'error',
  summary: 'Keep the format of what is sent.',
  why:
    'The other side parses the text or number as it was. Where it need not check formats, such as from date to ' +
    'date-time, this is a warning; where the numbers themselves differ, such as from int64 to int32, an error.',
  fix: 'Offer the new format under a new name.',
  aliases: ['request-property-type-changed-format', 'response-property-format-changed'],
  messages: { changed: '{name}: format changed from {was} to {is} ({where})' },
  create(report) {
    return {
      schemaFinding(finding, site, evidence) {
        const { was, is } = finding.edit;
        const name = nameOfPlace(finding.edit);
        report({
          message: 'changed',
          params: { was, is, name, where: site.where },
          ...schemaChange(finding, site, evidence),
        });
      },
    };
  },
});
