import { defineDiffCheck } from '../check.ts';
import { nameOfPlace } from '../schema-edit.ts';
import { schemaChange } from '../schema-report.ts';

export default defineDiffCheck({
  code: 'schema-pattern-changed',
  severity: 'error',
  summary: 'Keep the texts that match.',
  why: 'A text that was right is refused, or one comes that was ruled out.',
  fix: 'Accept at least what the old pattern accepted.',
  aliases: [
    'request-property-pattern-changed',
    'request-property-pattern-added',
    'request-parameter-pattern-changed',
    'response-property-pattern-changed',
  ],
  messages: { changed: '{name}: pattern changed from {was} to {is} ({where})' },
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
