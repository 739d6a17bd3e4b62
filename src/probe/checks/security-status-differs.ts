import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'security-status-differs',
  severity: 'warning',
  summary: 'Answer 401, where the contract documents it, to whoever has not said who they are.',
  why: '401 tells a client that it has to authenticate, or to renew a token that has expired, and 403 that doing so is of no use: clients that go by the contract give up where they should log in again.',
  fix: 'Answer 401 with a `WWW-Authenticate` header to requests without valid credentials, and keep 403 for users who may not do what they ask for.',
  section: 'RFC 9110, sections 15.5.2 and 15.5.4',
  messages: {
    forbidden: '{operation} documents a 401, and answered 403 to the same request {how} credentials',
  },
});
