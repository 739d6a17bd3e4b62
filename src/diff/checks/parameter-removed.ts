import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'parameter-removed',
  severity: 'warning',
  summary: 'Keep accepting the parameters that consumers send.',
  why: 'Who goes on sending it gets an answer that ignores what was asked, or an error from a strict server.',
  fix: 'Keep the parameter, marked as deprecated, until nobody sends it.',
  aliases: [
    'request-parameter-removed',
    'request-parameter-removed-before-sunset',
    'request-parameter-removed-with-deprecation',
    'incompatible.request.params.decreased',
  ],
  messages: {
    removed: '{where} was removed',
  },
  create(report) {
    return {
      parameter(side, site) {
        if (side.after !== undefined) return;
        report({
          message: 'removed',
          params: { where: site.where },
          before: side.before.use,
          after: undefined,
          effect: 'policy',
          site,
        });
      },
    };
  },
});
