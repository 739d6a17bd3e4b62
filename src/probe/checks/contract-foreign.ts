import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'contract-foreign',
  severity: 'error',
  summary: 'Judge a recording by the contract of the API that it is of.',
  why: 'Where no request is one that the contract has, nothing is judged.',
  fix: 'Name the contract with --spec, or what stands before its paths with --strip-prefix.',
  messages: {
    foreign:
      'none of the first {count} requests is one of the contract: is it the right one? {method} {path} was the first',
  },
});
