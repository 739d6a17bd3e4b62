import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'criterion-unmet',
  severity: 'error',
  summary: 'Answer as the success criteria of the workflow say.',
  why: 'The steps that follow build on what this one was to bring about, and are not run.',
  fix: 'Find out which of the two is right; mend the provider, or the criterion.',
  section: 'https://spec.openapis.org/arazzo/v1.0.1#criterion-object',
  messages: {
    unmet: '{condition} does not hold{actual}',
  },
});
