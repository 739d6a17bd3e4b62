import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'link-added',
  severity: 'info',
  summary: 'Tell consumers how to go on from a response.',
  why: 'They may follow it.',
  fix: 'Nothing is to be mended.',
  documentary: true,
  messages: { added: '{where} was added' },
  create(report) {
    return {
      link({ before, after }, site) {
        if (before || !after) return;
        const params = { where: site.where };
        report({ message: 'added', params, before: undefined, after: after.use, effect: 'none', site });
      },
    };
  },
});
