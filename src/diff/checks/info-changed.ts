import { child } from '../../document/node.ts';
import { defineDiffCheck } from '../check.ts';
import { shownValue } from '../same-value.ts';

export default defineDiffCheck({
  code: 'info-changed',
  severity: 'info',
  summary: 'Tell readers of which release, by whom and under which terms the description is.',
  why: 'No message changes; but terms and licences may bind consumers.',
  fix: 'Nothing is to be mended.',
  documentary: true,
  aliases: ['api-version-changed'],
  messages: {
    version: 'the version of the API changed from {was} to {is}',
    added: '{field} was added: {is}',
    changed: '{field} changed from {was} to {is}',
    removed: '{field} was removed, was {was}',
  },
  create(report) {
    return {
      part({ kind, before, after }) {
        if (kind !== 'info') return;
        for (const [field, name] of fields) {
          const old = child(before, field);
          const fresh = child(after, field);
          const was = words(old?.value);
          const is = words(fresh?.value);
          if (was === is) continue;
          const place = {
            before: old ?? before,
            after: fresh ?? after,
            part: 'key',
            effect: 'none',
          } as const;
          if (field === 'version' && old && fresh) {
            report({ message: 'version', params: { was, is }, ...place });
          } else if (!old) report({ message: 'added', params: { field: name, is }, ...place });
          else if (!fresh) report({ message: 'removed', params: { field: name, was }, ...place });
          else report({ message: 'changed', params: { field: name, was, is }, ...place });
        }
      },
    };
  },
});

const fields = [
  ['version', 'the version of the API'],
  ['termsOfService', 'the address of the terms of service'],
  ['contact', 'the contact'],
  ['license', 'the licence'],
] as const;

function words(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value ?? 'nothing');
  return Object.values(value)
    .map((each) => (typeof each === 'string' ? each : shownValue(each)))
    .join(', ');
}
