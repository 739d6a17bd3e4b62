import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'response-header-added',
  severity: 'info',
  summary: 'Send more.',
  why: 'Consumers may read it.',
  fix: 'Nothing is to be mended.',
  aliases: ['incompatible.response.header.required.increased'],
  messages: {
    added: '{where} was added',
    required: '{where} is now always sent',
  },
  create(report) {
    return {
      header(side, site) {
        const { before, after } = side;
        const params = { where: site.where };
        if (!before)
          report({ message: 'added', params, before: undefined, after: after.use, effect: 'none', site });
        else if (!before.required && after?.required) {
          report({
            message: 'required',
            params,
            before: before.node,
            after: after.node,
            effect: 'narrows',
            site,
          });
        }
      },
    };
  },
});
