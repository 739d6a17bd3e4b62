import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'security-malformed',
  severity: 'error',
  summary: 'Send credentials in the form that their scheme has.',
  why: 'The provider served a request whose credentials cannot be read: it does not check them, or takes another scheme than the contract names.',
  fix: 'Write the credentials as the scheme says (`Basic` with Base64 of name:password, `Bearer` with a token), or name the scheme that the provider takes.',
  messages: {
    malformed: 'the credentials of {scheme} cannot be read: {reason}',
  },
  signs: ['request-counts'],
  judge({ operation, operationName, request: facts, requestCounts }, report) {
    if (!requestCounts || !operation) return;
    for (const { scheme, reason, at } of facts?.security?.malformed ?? []) {
      const declared = operation.security?.alternatives
        .flatMap(({ schemes }) => schemes)
        .find(({ name }) => name === scheme)?.scheme;
      report({
        message: 'malformed',
        params: { scheme, reason },
        at,
        ...(declared && { related: [{ message: 'the scheme in the contract', at: declared.node }] }),
        ...operationName,
      });
    }
  },
});
