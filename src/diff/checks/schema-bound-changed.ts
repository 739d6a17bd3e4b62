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
  messages: {
    changed: '{name}: {subject} changed from {was} to {is} ({where})',
    added: '{name}: {subject} {is} is new ({where})',
    removed: '{name}: {subject} {was} is gone ({where})',
  },
  create(report) {
    return {
      schemaFinding(finding, site, evidence) {
        const { subject, was, is } = finding.edit;
        const base = { subject, name: nameOfPlace(finding.edit), where: site.where };
        const change = schemaChange(finding, site, evidence);
        if (was === 'nothing') report({ message: 'added', params: { ...base, is }, ...change });
        else if (is === 'nothing') report({ message: 'removed', params: { ...base, was }, ...change });
        else report({ message: 'changed', params: { ...base, was, is }, ...change });
      },
    };
  },
});
