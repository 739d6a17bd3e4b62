import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'recording-invalid',
  severity: 'error',
  summary: 'Write recordings as their format says.',
  why: 'What a recording says wrongly is not replayed as its author meant, or not at all.',
  fix: 'Correct it at the place shown.',
  messages: {
    invalid: '{problem}',
  },
});
