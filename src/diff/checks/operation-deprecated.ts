import { isPair } from '../pair.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'operation-deprecated',
  severity: 'info',
  summary: 'Announce what will go.',
  why: 'Consumers need time to move to what replaces it.',
  fix: 'Nothing is to be mended; say in the description what to use in its place.',
  aliases: ['endpoint-deprecated', 'endpoint-deprecated-with-sunset', 'endpoint-reactivated'],
  messages: {
    deprecated: '{key} was deprecated',
    restored: '{key} is no longer deprecated',
  },
  create(report) {
    return {
      operation(side, site) {
        if (!isPair(side) || side.before.deprecated === side.after.deprecated) return;
        const { before, after } = side;
        const message = after.deprecated ? 'deprecated' : 'restored';
        report({
          message,
          params: { key: after.key },
          before: before.node,
          after: after.node,
          effect: 'none',
          site,
        });
      },
    };
  },
});
