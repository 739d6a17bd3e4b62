import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'update-not-kept',
  severity: 'error',
  summary: 'Keep what an update was said to have changed.',
  why: 'The update was answered as done, and what is read afterwards is still as it was before: what somebody changed is lost, and nobody is told.',
  fix: 'Store the member, or refuse updates of what cannot be changed.',
  messages: {
    unchanged: '{operation} answered {status} to another {name}, and {read} still tells the one before',
  },
});
