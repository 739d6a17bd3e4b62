import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'server-error',
  severity: 'error',
  summary: 'Serve every request that the contract allows.',
  why: 'The provider failed at a request that it promises to serve.',
  fix: "Look in the provider's log for what went wrong with the request.",
  messages: {
    failed: '{operation} answered {status} to a request that the contract allows ({what})',
  },
});
