import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'duplicate-accepted',
  severity: 'warning',
  summary: 'Refuse to do a second time what the contract says can be done once.',
  why: 'The contract promises a 409 to who asks for what is there or done already. Clients that try again after a lost answer go by it, and make or do twice what they wanted once.',
  fix: 'Answer 409 to the second request, or take the promise out of the contract.',
  section: 'RFC 9110, section 15.5.10',
  messages: {
    accepted: '{operation} answered {status} to the same request twice, where the contract says: {promise}',
  },
});
