import { child } from '../../document/node.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'parameter-deprecated',
  severity: 'info',
  summary: 'Announce which parameters and headers will go.',
  why: 'Consumers need time to stop sending or reading them.',
  fix: 'Nothing is to be mended; say in the description what to use in its place.',
  aliases: ['request-parameter-deprecated', 'request-parameter-reactivated'],
  messages: {
    deprecated: '{where} was deprecated',
    restored: '{where} is no longer deprecated',
  },
  create(report) {
    return {
      part({ kind, where, before, after, site }) {
        if (kind !== 'parameter' && kind !== 'header') return;
        const was = child(before, 'deprecated') ?? child(before, 'x-deprecated');
        const is = child(after, 'deprecated') ?? child(after, 'x-deprecated');
        if ((was?.value === true) === (is?.value === true)) return;
        report({
          message: is?.value === true ? 'deprecated' : 'restored',
          params: { where },
          before: was ?? before,
          after: is ?? after,
          part: 'key',
          effect: 'none',
          ...(site && { site }),
        });
      },
    };
  },
});
