import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'request-body-changed',
  severity: 'warning',
  summary: 'Keep accepting the bodies that consumers send.',
  why: 'Who goes on sending one has it ignored or refused.',
  fix: 'Keep the body, optional.',
  aliases: ['request-body-removed', 'request-body-became-optional', 'request-body-added-optional'],
  messages: {
    removed: 'the request body was removed',
    added: 'an optional request body was added',
    optional: 'the request body became optional',
  },
  create(report) {
    return {
      requestBody(side, site) {
        const { before, after } = side;
        const nodes = { before: before?.node, after: after?.node };
        if (!after) report({ message: 'removed', ...nodes, effect: 'policy', site });
        else if (!before && !after.required) report({ message: 'added', ...nodes, effect: 'none', site });
        else if (before?.required && !after.required)
          report({ message: 'optional', ...nodes, effect: 'widens', site });
      },
    };
  },
});
