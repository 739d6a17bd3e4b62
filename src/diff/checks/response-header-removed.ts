import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'response-header-removed',
  severity: 'error',
  summary: 'Keep the response headers that consumers read.',
  why: 'A consumer that relies on the header finds nothing there.',
  fix: 'Send it again, or keep documenting it.',
  aliases: [
    'required-response-header-removed',
    'optional-response-header-removed',
    'response-header-became-optional',
    'incompatible.response.header.required.decreased',
    'incompatible.response.headers.decreased',
  ],
  messages: {
    removed: '{where} was removed',
    optional: '{where} is no longer always sent',
  },
  create(report) {
    return {
      header(side, site) {
        const { before, after } = side;
        const params = { where: site.where };
        if (before && !after) {
          const required = before.required;
          report({
            message: 'removed',
            params,
            before: before.use,
            after: undefined,
            effect: required ? 'widens' : 'policy',
            site,
            // It was never promised to be there.
            ...(!required && { severity: 'warning' }),
          });
        } else if (before?.required && after && !after.required) {
          report({
            message: 'optional',
            params,
            before: before.node,
            after: after.node,
            effect: 'widens',
            site,
          });
        }
      },
    };
  },
});
