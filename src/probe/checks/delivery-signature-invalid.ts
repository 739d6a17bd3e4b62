import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'delivery-signature-invalid',
  severity: 'error',
  summary: 'Sign deliveries so that receivers can verify them.',
  why: 'A receiver that verifies signatures, as it has to, refuses the delivery; one that does not takes any for one.',
  fix: 'Sign the bytes that are sent, with the secret of the subscription, as the guide to receivers says.',
  messages: { invalid: 'the signature does not hold: {reason}' },
});
