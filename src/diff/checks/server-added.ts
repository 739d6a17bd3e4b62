import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'server-added',
  severity: 'info',
  summary: 'Tell consumers where the API can be had.',
  why: 'They may call it there.',
  fix: 'Nothing is to be mended.',
  messages: { added: 'server {url} was added' },
  create(report) {
    return {
      server({ before, after }, { site }) {
        if (before || !after) return;
        report({
          message: 'added',
          params: { url: after.url },
          before: undefined,
          after: after.node,
          effect: 'none',
          ...(site && { site }),
        });
      },
    };
  },
});
