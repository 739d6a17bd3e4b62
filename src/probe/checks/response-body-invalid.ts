import { defineProbeCheck } from '../check.ts';
import { mismatchReport } from '../judge/report-mismatch.ts';

export default defineProbeCheck({
  code: 'response-body-invalid',
  severity: 'error',
  summary: 'Let response bodies satisfy their schemas.',
  why: 'A client that was generated from the contract rejects the value, or reads another one than was meant.',
  fix: 'Let the provider send what the schema says, or correct the schema.',
  messages: {
    invalid: 'response body{where} {problem}{actual}',
  },
  signs: ['flawed-response'],
  judge(facts, report) {
    const { response } = facts;
    if (response?.body.kind !== 'judged') return;
    for (const mismatch of response.body.outcome.mismatches) {
      report({ message: 'invalid', ...mismatchReport(facts, mismatch) });
    }
  },
});
