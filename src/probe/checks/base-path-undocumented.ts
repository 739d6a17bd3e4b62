import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'base-path-undocumented',
  severity: 'warning',
  summary: 'Record below a base path that a server of the contract has.',
  why: 'Clients find the API by the servers of its contract; a recording made elsewhere shows that they are not all of them.',
  fix: 'Add the base path to the servers of the contract, or name it with --strip-prefix where a gateway adds it.',
  messages: {
    undocumented:
      'requests are recorded below {prefix}, which no server of the contract has: judged without it, as with --strip-prefix {prefix}',
  },
});
