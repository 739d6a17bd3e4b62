import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'api-unreached',
  severity: 'warning',
  summary: 'Let a run reach the API, and not what stands before it.',
  why: 'Where all requests are led away or turned away, the API was not tried, and what is told of its answers is about something else.',
  fix: 'Name the API itself as the target, and give the credentials that it asks for with --auth, under `auth` of the target in the config, or with --header.',
  messages: {
    credentials:
      '{count} of {all} answers are {status} and none is a success: no credentials were given for {schemes}; --auth {first}=… gives some',
    refused:
      '{count} of {all} answers are {status} and none is a success: the credentials for {schemes} seem to be refused',
    undeclared:
      "{count} of {all} answers are {status} and none is a success: credentials are asked for, of which the contract says nothing; --header 'name: value' sends some",
    revoked:
      'the last {count} answers, from one to {operation} on, are 401: the credentials for {schemes} are not taken any more, so that nothing is known of what came after',
    moved: '{count} of {all} answers lead to {where} and none is a success: name that as the target',
    elsewhere:
      '{count} of {all} answers lead to {where} and none is a success: where that is for logging in, give credentials (--auth, --header), else name the API itself as the target',
    pages:
      '{count} of {all} answers are pages in HTML, which the contract has not, and none is what it promises: the API is likely to be at another address or base path',
  },
});
