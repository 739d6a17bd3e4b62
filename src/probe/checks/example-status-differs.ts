import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'example-status-differs',
  severity: 'error',
  summary: 'Refuse what the contract shows to be refused, with the status it is shown with.',
  why: 'An example of a request and one of an answer that have a name in common are one example, and the contract shows what becomes of that request: whoever builds a mock or a client of it goes by that.',
  fix: 'Answer with the status whose example has that name, or give the examples the names of what belongs together. `x-apicheck-skip: true` in the example of the answer keeps the request from being sent.',
  messages: {
    served: '{operation} answered {status} to the example {name}, where the contract has {expected} for it',
    refused: '{operation} refused the example {name} with {status}, where the contract has {expected} for it',
  },
});
