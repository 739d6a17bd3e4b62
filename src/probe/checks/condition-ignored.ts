import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'condition-ignored',
  severity: 'error',
  summary: 'Heed the conditions of requests that the contract declares.',
  why: 'A client that sends If-Match wants its change made to what it has read and to nothing newer: where that is ignored, it overwrites what somebody else has changed, and neither is told. One that sends If-None-Match pays for content that it has.',
  fix: 'Compare the ETag with the current one before the method is performed, and answer 412 or 304; or take both out of the contract.',
  section: 'RFC 9110, sections 13.1.1 and 13.1.2',
  messages: {
    stale:
      '{operation} answered {status} to a request for what has the ETag {etag}, which nothing has; the contract has a 412',
    unchanged:
      '{operation} answered {status} to If-None-Match with the ETag that it told, {etag}; the contract has a 304',
  },
});
