import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'parameter-added',
  severity: 'info',
  summary: 'Let consumers leave out what is new.',
  why: 'They know of it only when they read the changelog.',
  fix: 'Nothing is to be mended.',
  aliases: ['new-optional-request-parameter', 'new-optional-request-default-parameter-to-existing-path'],
  messages: {
    added: '{where} was added',
  },
  create(report) {
    return {
      parameter(side, site) {
        if (side.before !== undefined || side.after.required) return;
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
