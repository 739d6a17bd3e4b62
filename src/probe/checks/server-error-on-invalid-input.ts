import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'server-error-on-invalid-input',
  severity: 'error',
  summary: 'Refuse what is wrong with a 4xx, not with a failure of the server.',
  why: 'Whoever sends it cannot tell that the mistake is theirs, and a crash that anybody can cause is a way to attack.',
  fix: 'Validate the request before it is used, and answer 400 or 422.',
  messages: {
    failed: '{operation} answered {status} to a request that the contract does not allow: {why} ({what})',
  },
});
