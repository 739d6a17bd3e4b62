import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'operation-added',
  severity: 'info',
  summary: 'Note what a release adds.',
  why: 'Consumers want to know what they can use now.',
  fix: 'Nothing is to be mended.',
  aliases: ['endpoint-added', 'webhook-added'],
  messages: {
    added: '{key} was added',
  },
  create(report) {
    return {
      operation(side, site) {
        if (side.before !== undefined) return;
        const { node, key } = side.after;
        report({ message: 'added', params: { key }, before: undefined, after: node, effect: 'none', site });
      },
    };
  },
});
