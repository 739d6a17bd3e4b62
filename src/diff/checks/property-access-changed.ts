import { child } from '../../document/node.ts';
import { defineDiffCheck } from '../check.ts';

const access = ['read-only', 'write-only'] as const;
const kinds = ['request-optional', 'request-required', 'response-optional', 'response-required'] as const;

export default defineDiffCheck({
  code: 'property-access-changed',
  severity: 'warning',
  summary: 'Keep who may send a property.',
  why: 'Who goes on sending what became read-only has it ignored or refused; what became write-only is no longer read.',
  fix: 'Offer a property of another name, and keep the old one as it was.',
  aliases: [
    ...kinds.flatMap((kind) =>
      access.flatMap((each) => [`${kind}-property-became-${each}`, `${kind}-property-became-not-${each}`]),
    ),
    'request-required-property-became-not-read-only-in-openapi-31',
    'incompatible.request.readonly.increased',
    'incompatible.response.writeonly.increased',
  ],
  messages: {
    readOnly: '{where} became read-only',
    writeOnly: '{where} became write-only',
    both: '{where} is no longer {was}',
  },
  create(report) {
    return {
      part({ kind, where, before, after, site }) {
        if (kind !== 'schema' || !site) return;
        for (const field of ['readOnly', 'writeOnly'] as const) {
          const old = child(before, field);
          const fresh = child(after, field);
          if ((old?.value === true) === (fresh?.value === true)) continue;
          const place = { before: old ?? before, after: fresh ?? after, part: 'key', site } as const;
          const hidden = field === 'readOnly' ? 'consumer' : 'provider';
          if (fresh?.value === true) {
            const effect = site.sender === hidden ? 'policy' : 'none';
            report({ message: field, params: { where }, ...place, effect });
          } else {
            const was = field === 'readOnly' ? 'read-only' : 'write-only';
            report({ message: 'both', params: { where, was }, ...place, effect: 'none' });
          }
        }
      },
    };
  },
});
