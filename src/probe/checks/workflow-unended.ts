import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'workflow-unended',
  severity: 'error',
  summary: 'Let every workflow come to an end.',
  why: 'One that leads back to its own steps for as long as a condition holds runs for ever where it always does.',
  fix: 'Bound it: `retry` with a `retryLimit` in place of `goto`, or criteria that are met one day.',
  section: 'https://spec.openapis.org/arazzo/v1.0.1#success-action-object',
  messages: {
    unended: '{workflow} has gone on for {count} steps and was ended at {step}',
    deep: '{workflow} is entered by workflows within one another, {count} deep, and was not run once more',
  },
});
