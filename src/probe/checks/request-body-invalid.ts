import { defineProbeCheck } from '../check.ts';
import { mismatchReport } from '../judge/report-mismatch.ts';

export default defineProbeCheck({
  code: 'request-body-invalid',
  severity: 'error',
  summary: 'Let request bodies satisfy their schemas.',
  why: 'The provider took what the contract forbids: it does not check, or the contract is wrong; either way consumers come to rely on it.',
  fix: 'Correct the request, let the provider refuse it, or correct the schema.',
  messages: {
    invalid: 'request body{where} {problem}{actual}',
  },
  signs: ['request-counts'],
  judge(facts, report) {
    const { request, requestCounts } = facts;
    if (!requestCounts || request?.body.kind !== 'judged') return;
    for (const mismatch of request.body.outcome.mismatches) {
      report({ message: 'invalid', ...mismatchReport(facts, mismatch) });
    }
  },
});
