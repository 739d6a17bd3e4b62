import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'valid-input-rejected',
  severity: 'error',
  summary: 'Accept every request that the contract allows.',
  why: 'Whoever builds requests by the contract is refused: the contract leaves out a rule that the provider has.',
  fix: 'Write the rule into the contract (a bound, a pattern, a required property), or let the provider accept the request.',
  messages: {
    rejected: '{operation} answered {status} to a request that the contract allows ({what})',
    undocumented:
      '{operation} answered {status}, which the contract does not document, to a request that it allows ({what})',
  },
});
