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
  },
  create(report) {
    return {
      response(side, site) {
        if (side.before !== undefined) return;
        report({
          message: 'added',
          params: { where: site.where },
          before: undefined,
          after: side.after.use,
          effect: 'none',
          site,
        });
      },
    };
  },
});
