import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'exchanges-left-out',
  severity: 'info',
  summary: 'Know what of a recording is not judged.',
  why: 'A browser records all that a page loads, and what it gave up on: only what went to the API and came back is judged.',
  fix: 'Nothing, if these are not of the API. Else add the host to the servers of the contract.',
  messages: {
    leftOut: '{count} {verb} left out: {reason}{which}',
  },
});
