import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'operation-removed',
  severity: 'error',
  summary: 'Keep every operation that a release had, until its consumers have left it.',
  why: 'Every consumer that calls it gets 404 or 405 from the day of the release.',
  fix: 'Keep it, marked as deprecated, for as long as you have promised.',
  aliases: [
    'api-path-removed-without-deprecation',
    'api-removed-without-deprecation',
    'api-path-removed-with-deprecation',
    'api-removed-with-deprecation',
    'api-path-removed-before-sunset',
    'api-removed-before-sunset',
    'api-path-sunset-parse',
    'webhook-removed',
    'incompatible.openapi.endpoints.decreased',
  ],
  messages: {
    removed: '{key} was removed',
  },
  create(report) {
    return {
      operation(side, site) {
        if (side.after !== undefined) return;
        const { node, key } = side.before;
        report({
          message: 'removed',
          params: { key },
          before: node,
          after: undefined,
          effect: 'replaces',
          site,
        });
      },
    };
  },
});
