import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'delivery-repeated',
  severity: 'warning',
  summary: 'Send a delivery that was taken no second time.',
  why: 'A receiver that does not remember ids does twice what it should do once.',
  fix: 'End the attempts once a receiver has answered 2xx.',
  messages: { repeated: 'it was answered 2xx before, under the same {header} {id}' },
});
