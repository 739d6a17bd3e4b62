import { defineProbeCheck } from '../check.ts';
import { mismatchReport } from '../judge/report-mismatch.ts';

export default defineProbeCheck({
  code: 'response-header-invalid',
  severity: 'error',
  summary: 'Let response headers satisfy their schemas.',
  why: 'A client that reads the header as the contract says misreads it or fails.',
  fix: 'Let the provider send what the schema says, or correct the schema.',
  messages: {
    invalid: 'response header {name}{where} {problem}{actual}',
    malformed: 'response header {name} cannot be read: {reason}',
  },
  signs: ['flawed-response'],
  judge(facts, report) {
    for (const { header, kind, reason, outcome, at } of facts.response?.headers ?? []) {
      const { name } = header;
      if (kind === 'malformed') {
        report({ message: 'malformed', params: { name, reason }, at, ...facts.operationName });
      }
      const secret = facts.context.redactor.isSecretHeader(name);
      for (const mismatch of outcome.mismatches) {
        const said = mismatchReport(facts, mismatch, secret);
        report({ message: 'invalid', ...said, params: { ...said.params, name } });
      }
    }
  },
});
