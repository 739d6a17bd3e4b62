import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'operation-ambiguous',
  severity: 'info',
  summary: 'Let a path fit one template only.',
  why: 'Where two templates fit and neither is the more specific, each tool takes the one it likes: the exchange was judged by one of them.',
  fix: 'Change the paths in the contract so that no request fits both.',
  messages: {
    ambiguous: '{method} {path} is judged as {chosen}, and may be {others} as well',
  },
  signs: ['loosely-matched'],
  judge({ context, exchange, match, operation, operationName }, report) {
    if (match.kind !== 'matched' || match.rivals.length === 0 || !operation) return;
    const { method, target, targetNode: at } = exchange.request;
    const path = context.redactor.target(target).replace(/[?#].*$/s, '');
    const rival = context.api.operations.find((each) => each.path === match.rivals[0]);
    report({
      message: 'ambiguous',
      params: { method, path, chosen: operation.path, others: match.rivals.join(' or ') },
      at,
      related: [
        { message: 'judged by this', at: operation.node },
        ...(rival ? [{ message: 'fits as well', at: rival.node }] : []),
      ],
      ...operationName,
    });
  },
});
