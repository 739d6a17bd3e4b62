import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'credentials-missing',
  severity: 'warning',
  summary: 'Give the credentials that made-up requests are to be sent with.',
  why: 'What is refused for want of credentials is not tried: such a run finds little wrong, and means little.',
  fix: 'Name them with --auth NAME=…, or under `auth` of the target in the config. To try that they are asked for, use --check-auth.',
  messages: {
    refused:
      '{operation} answered 401 to a request without credentials for {scheme}: give them with --auth {scheme}=…',
  },
});
