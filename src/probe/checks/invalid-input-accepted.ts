import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'invalid-input-accepted',
  severity: 'error',
  summary: 'Refuse requests that the contract does not allow.',
  why: 'The provider takes, and perhaps keeps, what its contract says cannot come: those who read it later break.',
  fix: 'Let the provider refuse such a request with a 4xx, or correct the contract.',
  messages: {
    accepted: '{operation} answered {status} to a request that the contract does not allow: {why} ({what})',
  },
});
