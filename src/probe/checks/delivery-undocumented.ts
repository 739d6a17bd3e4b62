import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'delivery-undocumented',
  severity: 'error',
  summary: 'Send only webhooks and callbacks that the contract has.',
  why: 'A receiver that was built by the contract does not know what to do with it.',
  fix: 'Describe it under `webhooks` or `callbacks`, or do not send it.',
  messages: { unknown: 'the contract has no {method} under webhooks or callbacks' },
});
