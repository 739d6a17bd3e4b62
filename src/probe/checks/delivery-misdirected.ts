import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'delivery-misdirected',
  severity: 'warning',
  summary: 'Send deliveries to the address that was asked for.',
  why: 'A receiver that listens at the address it has named hears nothing of what is sent to a path below.',
  fix: 'Send it to the address as it was given; what a callback adds to it, write behind the expression.',
  messages: {
    elsewhere: 'it was sent to {path} below the address that was given, and {operation} goes to {wanted}',
  },
});
