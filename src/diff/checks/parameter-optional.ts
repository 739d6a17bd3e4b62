import { isPair } from '../pair.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'parameter-optional',
  severity: 'info',
  summary: 'Ask for less.',
  why: 'Consumers may now leave it out.',
  fix: 'Nothing is to be mended.',
  aliases: ['request-parameter-became-optional'],
  messages: {
    became: '{where} became optional',
  },
  create(report) {
    return {
      parameter(side, site) {
        if (!isPair(side) || !side.before.required || side.after.required) return;
        report({
          message: 'became',
          params: { where: site.where },
          before: side.before.node,
          after: side.after.node,
          effect: 'widens',
          site,
        });
      },
    };
  },
});
