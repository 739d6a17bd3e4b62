import { isPair } from '../pair.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'operation-id-changed',
  severity: 'warning',
  summary: 'Keep the operationId of an operation.',
  why: 'Generated clients name their methods after it: their callers no longer compile.',
  fix: 'Write the old operationId again.',
  aliases: ['api-operation-id-removed', 'operation-id-changed'],
  messages: {
    changed: 'operationId changed from "{was}" to "{is}"',
  },
  create(report) {
    return {
      operation(side, site) {
        if (!isPair(side)) return;
        const { id: was } = side.before;
        const { id: is } = side.after;
        if (!was || !is || was.value === is.value) return;
        report({
          message: 'changed',
          params: { was: was.value, is: is.value },
          before: was,
          after: is,
          effect: 'policy',
          site,
        });
      },
    };
  },
});
