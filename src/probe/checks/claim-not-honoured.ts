import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'claim-not-honoured',
  severity: 'error',
  summary: 'Refuse those who act on what they have not claimed, and say so.',
  why: 'Whoever takes a job from a queue is given a token that says it is theirs. If another token does as well, two do the same job; if a wrong one is answered as though there were no such job, its holder forgets a job that is still to be done.',
  fix: 'Compare the token with that of the claim, and answer as the contract has it for a wrong one.',
  messages: {
    accepted:
      '{operation} answered {status} to a request with a made-up {name}, which is none that was handed out',
    missing:
      '{operation} answered 404 to a request with a made-up {name} for what is there, where the contract has a 403: {promise}',
  },
});
