import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'security-missing',
  severity: 'error',
  summary: 'Send the credentials that the operation asks for.',
  why: 'The provider served a request without the credentials that the contract requires: it does not check them, or the contract is wrong.',
  fix: 'Let the provider refuse such requests, or correct `security` in the contract. Where credentials are only left out of the recording, write the header with `***`, or configure them under `auth`.',
  messages: {
    missing: '{operation} requires {schemes}, and the request has no such credentials',
  },
  signs: ['request-counts'],
  judge({ operation, operationName, request: facts, requestCounts }, report) {
    if (!requestCounts || !operation || !facts?.security || facts.security.missing.length === 0) return;
    report({
      message: 'missing',
      params: { operation: operation.key, schemes: facts.security.missing.join(' and ') },
      at: facts.request.node,
      ...(operation.security && { related: [{ message: 'required here', at: operation.security.node }] }),
      ...operationName,
    });
  },
});
