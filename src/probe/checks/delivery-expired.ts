import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'delivery-expired',
  severity: 'error',
  summary: 'Sign every attempt of a delivery when it is sent.',
  why: 'Receivers refuse what was signed long ago, as it may be a copy of what somebody has overheard.',
  fix: 'Sign again for each attempt, with a clock that is right.',
  messages: { expired: '{reason}' },
});
