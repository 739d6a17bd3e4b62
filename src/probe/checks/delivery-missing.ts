import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'delivery-missing',
  severity: 'error',
  summary: 'Send the webhooks and callbacks that are promised.',
  why: 'Whoever subscribed waits for what never comes.',
  fix: 'Let the provider send it; where it takes longer, write `within` in milliseconds.',
  messages: {
    missing: '{came} of {wanted} deliveries of {operation} came within {within} ms{instead}',
  },
});
