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
    widened: '{where} now stands for more than {those}',
  },
  create(report) {
    return {
      response(side, site, { by, of }) {
        if (side.before !== undefined) return;
        const { where } = site;
        const place = { before: by?.use, after: side.after.use, effect: 'none', site } as const;
        if (by) report({ message: 'apart', params: { where, range: by.status }, ...place });
        else if (of.length > 0 && side.after.status !== 'default') {
          const those = of.map((one) => one.status).join(', ');
          report({ message: 'widened', params: { where, those }, ...place });
        } else report({ message: 'added', params: { where }, ...place });
      },
    };
  },
});
