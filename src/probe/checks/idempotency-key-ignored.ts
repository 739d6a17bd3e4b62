import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'idempotency-key-ignored',
  severity: 'error',
  summary: 'Do what comes with one idempotency key once.',
  why: 'The key is there for clients that lost an answer and send the request again: where it is ignored, they order, pay or create twice.',
  fix: 'Keep the key with the answer it led to, and give that answer again to the same key.',
  section: 'draft-ietf-httpapi-idempotency-key-header, section 2.6',
  messages: {
    twice: '{operation} made {first} and then {second} of the same request with the same {name}',
  },
});
