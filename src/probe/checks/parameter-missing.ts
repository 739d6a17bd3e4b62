import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'parameter-missing',
  severity: 'error',
  summary: 'Send the parameters that the operation requires.',
  why: 'The provider accepted a request that the contract calls incomplete.',
  fix: 'Send the parameter, or make it optional in the contract.',
  messages: {
    missing: 'required {place} parameter {name} is missing',
  },
  signs: ['request-counts'],
  judge({ operationName, request, requestCounts }, report) {
    if (!requestCounts) return;
    for (const { parameter, kind, at } of request?.parameters.parameters ?? []) {
      if (kind !== 'absent' || !parameter.required) continue;
      report({
        message: 'missing',
        params: { place: parameter.in, name: parameter.name },
        at,
        related: [{ message: 'the parameter in the contract', at: parameter.node }],
        ...operationName,
      });
    }
  },
});
