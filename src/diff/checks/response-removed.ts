import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'response-removed',
  severity: 'error',
  summary: 'Keep every successful answer that a release had.',
  why: 'Consumers wait for the status that they were promised, and take another for a failure.',
  fix: 'Keep the response, or add the new one beside it.',
  aliases: ['response-success-status-removed', 'response-non-success-status-removed'],
  messages: {
    success: '{where} was removed: a success that consumers rely on',
    failure: '{where} was removed',
  },
  create(report) {
    return {
      response(side, site) {
        if (side.after !== undefined) return;
        const { status, use } = side.before;
        const success = /^[123]/.test(status);
        // That an error no longer happens hurts nobody.
        report({
          message: success ? 'success' : 'failure',
          params: { where: site.where },
          before: use,
          after: undefined,
          effect: success ? 'replaces' : 'none',
          site,
        });
      },
    };
  },
});
