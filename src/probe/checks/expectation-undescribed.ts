import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'expectation-undescribed',
  severity: 'error',
  summary: 'Expect of a response only what the contract describes.',
  why: 'The consumer relies on something that the provider never promised, and may leave out tomorrow.',
  fix: 'Describe it in the contract, or leave it out of the expectation.',
  messages: {
    undescribed: 'a consumer expects {what} of {operation} {status}, which the contract does not describe',
  },
  signs: ['flawed-response'],
  judge({ operation, operationName, response: facts }, report) {
    if (!facts || !operation) return;
    for (const { what, at, related } of facts.unpromised) {
      report({
        message: 'undescribed',
        params: { what, operation: operation.key, status: facts.response.status },
        at,
        part: 'key',
        related: [{ message: 'it would be described here', at: related }],
        ...operationName,
      });
    }
  },
});
