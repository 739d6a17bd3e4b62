import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'response-added',
  severity: 'info',
  summary: 'Document every answer.',
  why: 'Consumers may have to treat it.',
  fix: 'Nothing is to be mended.',
  aliases: ['response-success-status-added', 'response-non-success-status-added'],
  messages: {
    added: '{where} was added',
    apart: '{where} is now described apart, no longer by {range}',
    widened: '{where} took the place of {those}',
  },
  create(report) {
    return {
      response(side, site, { by, byBoth, taken }) {
        if (side.before !== undefined) return;
        const { where } = site;
        const place = { before: by?.use, after: side.after.use, effect: 'none', site } as const;
        if (by) {
          if (byBoth) report({ message: 'apart', params: { where, range: by.status }, ...place });
        } else if (taken.length > 0) {
          const those = taken.map((one) => one.status).join(', ');
          report({ message: 'widened', params: { where, those }, ...place });
        } else report({ message: 'added', params: { where }, ...place });
      },
    };
  },
});
