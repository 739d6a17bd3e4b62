import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'body-unexpected',
  severity: 'error',
  summary: 'Send no body where none may be.',
  why: 'A body after a status or method that has none is lost, or taken for the start of the next response.',
  fix: 'Send no body, or another status. Where the contract only forgot to describe the body, describe it.',
  messages: {
    forbidden: 'a response with status {status} to {method} has no body',
    undescribed: 'the contract describes no body for {operation} {status}',
  },
  signs: ['flawed-response'],
  judge({ exchange, operation, operationName, response: facts }, report) {
    if (!facts || !operation) return;
    const { response, documented } = facts;
    const { status } = response;
    const at = response.body?.node ?? response.node;
    if (facts.bodyForbidden) {
      report({
        message: 'forbidden',
        params: { status, method: exchange.request.method },
        at,
        ...operationName,
      });
    } else if (facts.body.kind === 'undescribed') {
      report({
        message: 'undescribed',
        params: { operation: operation.key, status },
        at,
        // Descriptions leave out what is not worth a schema; only a broken promise is an error.
        severity: 'warning',
        ...(documented && { related: [{ message: 'the response in the contract', at: documented.node }] }),
        ...operationName,
      });
    }
  },
});
