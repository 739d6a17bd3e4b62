import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'security-not-enforced',
  severity: 'error',
  summary: 'Refuse requests without the credentials that the contract requires.',
  why: 'The contract says that the operation is protected, and whoever calls it without credentials, or with made-up or expired ones, or with a token for less, is served: what it gives out or changes is open to everybody.',
  fix: 'Let the provider answer 401 or 403 before it does anything; where the operation is meant to be open, say so in the contract with `security: []`.',
  messages: {
    without: '{operation} requires {schemes}, and answered {status} to the same request without credentials',
    wrong:
      '{operation} requires {schemes}, and answered {status} to the same request with made-up credentials',
    refused:
      '{operation} requires {schemes}, and answered {status} to the same request with the credentials of refusedAuth',
    scopes:
      '{operation} requires the scope {scopes}, and answered {status} to another user, whose token is for {granted}',
  },
});
