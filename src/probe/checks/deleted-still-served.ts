import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'deleted-still-served',
  severity: 'error',
  summary: 'Do not serve what was deleted.',
  why: 'The provider said that it has deleted a resource, and still gives it out.',
  fix: 'Answer 404 or 410 once a resource is deleted; where it is deleted later, answer 202 to the request that asks for it.',
  messages: {
    served: '{operation} answered {status} after {deletion} answered {deleted}',
  },
});
