import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'status-unexpected',
  severity: 'error',
  summary: 'Answer with the status that was recorded.',
  why: 'The provider does something else than it did when the exchange was recorded.',
  fix: 'Find out which of the two is right; mend the provider, or record the exchange anew.',
  messages: {
    unexpected: 'status {actual} came back where {expected} was recorded',
  },
  signs: ['other-status'],
  judge({ exchange, operationName, response: facts }, report) {
    const { expected, response } = exchange;
    // A status that is not documented is one mistake, and has its finding.
    if (facts && !facts.documented) return;
    if (!expected || !response || expected.status === response.status) return;
    report({
      message: 'unexpected',
      params: { actual: response.status, expected: expected.status },
      at: expected.node,
      related: [{ message: 'what came back', at: response.statusNode }],
      ...operationName,
    });
  },
});
