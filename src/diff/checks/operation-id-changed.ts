import { isPair } from '../pair.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'operation-id-changed',
  severity: 'warning',
  summary: 'Keep the operationId of an operation.',
  why: 'Generated clients name their methods after it: their callers no longer compile.',
  fix: 'Write the old operationId again.',
  aliases: ['api-operation-id-removed', 'api-operation-id-added', 'incompatible.operation.id.changed'],
  messages: {
    changed: 'operationId changed from "{was}" to "{is}"',
    removed: 'operationId "{was}" was removed',
    added: 'operationId "{is}" was added',
  },
  create(report) {
    return {
      operation(side, site) {
        if (!isPair(side)) return;
        const { id: was } = side.before;
        const { id: is } = side.after;
        if (was?.value === is?.value) return;
        if (was && is) {
          const params = { was: was.value, is: is.value };
          report({ message: 'changed', params, before: was, after: is, effect: 'policy', site });
        } else if (was) {
          const params = { was: was.value };
          report({
            message: 'removed',
            params,
            before: was,
            after: side.after.node,
            part: 'key',
            effect: 'policy',
            site,
          });
        } else if (is) {
          // What has no name is named by method and path, and by nobody in two ways.
          report({
            message: 'added',
            params: { is: is.value },
            before: side.before.node,
            after: is,
            effect: 'none',
            site,
          });
        }
      },
    };
  },
});
