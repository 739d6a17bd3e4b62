import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'link-removed',
  severity: 'warning',
  summary: 'Keep the links by which consumers go on from a response.',
  why: 'Clients that follow it, or were generated from it, no longer know how.',
  fix: 'Keep the link for as long as the operation that it leads to.',
  messages: { removed: '{where} was removed' },
  create(report) {
    return {
      link({ before, after }, site) {
        if (!before || after) return;
        const params = { where: site.where };
        report({ message: 'removed', params, before: before.use, after: undefined, effect: 'policy', site });
      },
    };
  },
});
