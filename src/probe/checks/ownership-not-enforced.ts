import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'ownership-not-enforced',
  severity: 'error',
  summary: 'Keep what belongs to one user from others.',
  why: 'Whoever has an account of their own, and guesses or learns an id, reads or deletes what belongs to somebody else.',
  fix: 'Look at whose a resource is wherever it is asked for by its id, and answer 403, or 404 where nobody is to know that it exists.',
  section: 'OWASP API Security Top 10 2023, API1',
  messages: {
    listed: '{operation} answered {status} to another user, to whom {list} does not show the resource',
    created: '{operation} answered {status} to another user than the one who created the resource',
    changed: '{operation} changed for another user what {reason}',
    deleted: '{operation} deleted for another user what {reason}',
  },
});
