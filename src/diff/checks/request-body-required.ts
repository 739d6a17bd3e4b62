import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'request-body-required',
  severity: 'error',
  summary: 'Require no body where one was optional or unknown.',
  why: 'Every request that was right without a body is refused.',
  fix: 'Make it optional.',
  aliases: [
    'request-body-became-required',
    'request-body-added-required',
    'incompatible.request.body.increased',
  ],
  messages: {
    became: 'the request body became required',
    added: 'a required request body was added',
  },
  create(report) {
    return {
      requestBody(side, site) {
        if (!side.after?.required || side.before?.required) return;
        const { before, after } = side;
        report({
          message: before ? 'became' : 'added',
          before: before?.node,
          after: after.node,
          effect: 'narrows',
          site,
        });
      },
    };
  },
});
