import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'head-differs',
  severity: 'error',
  summary: 'Answer HEAD as GET, without the content.',
  why: 'Clients, caches and crawlers ask with HEAD whether something is there, and how large or new it is, before they fetch it: they believe the answer, and fetch what is not there or keep what is old.',
  fix: 'Handle HEAD with what handles GET, and leave out the content alone.',
  section: 'RFC 9110, section 9.3.2',
  messages: {
    status: '{operation} answered {status}, where GET of the same answers {expected}',
    header: '{operation} answered with {name}: {value}, where GET of the same has {expected}',
  },
});
