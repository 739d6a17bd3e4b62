import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'parameter-required',
  severity: 'error',
  summary: 'Require no parameter that was optional or unknown.',
  why: 'Every request that was right without it is refused.',
  fix: 'Make it optional, with a default that does what the old version did.',
  aliases: [
    'new-required-request-parameter',
    'new-request-path-parameter',
    'new-required-request-default-parameter-to-existing-path',
    'request-parameter-became-required',
    'new-required-request-header-property',
    'incompatible.request.params.required.increased',
  ],
  messages: {
    became: '{where} became required',
    added: '{where} is new and required',
  },
  create(report) {
    return {
      parameter(side, site) {
        if (!side.after?.required || side.before?.required) return;
        const { before, after } = side;
        report({
          message: before ? 'became' : 'added',
          params: { where: site.where },
          before: before?.node,
          after: before ? after.node : after.use,
          effect: 'narrows',
          site,
        });
      },
    };
  },
});
