import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'request-body-missing',
  severity: 'error',
  summary: 'Send the body that the operation requires.',
  why: 'The provider accepted a request that the contract calls incomplete.',
  fix: 'Send a body, or make it optional in the contract.',
  messages: {
    missing: '{operation} requires a body, and the request has none',
  },
  signs: ['request-counts'],
  judge({ operation, operationName, request: facts, requestCounts }, report) {
    if (!requestCounts || !facts?.bodyRequired || !operation) return;
    const { request, body } = facts;
    const empty = request.body === undefined || request.body.bytes.length === 0;
    if (!empty || (body.kind !== 'missing' && body.kind !== 'absent')) return;
    report({
      message: 'missing',
      params: { operation: operation.key },
      at: request.node,
      ...(operation.requestBody && {
        related: [{ message: 'the body in the contract', at: operation.requestBody.node }],
      }),
      ...operationName,
    });
  },
});
