import { defineProbeCheck } from '../check.ts';
import { mismatchReport } from '../judge/report-mismatch.ts';

export default defineProbeCheck({
  code: 'parameter-invalid',
  severity: 'error',
  summary: 'Let parameters satisfy their schemas.',
  why: 'The provider took a value that the contract forbids, and consumers come to rely on it.',
  fix: 'Correct the value, let the provider refuse it, or correct the schema.',
  messages: {
    invalid: '{place} parameter {name}{where} {problem}{actual}',
    malformed: '{place} parameter {name} cannot be read: {reason}',
  },
  signs: ['request-counts'],
  judge(facts, report) {
    if (!facts.requestCounts) return;
    const { redactor } = facts.context;
    for (const { parameter, kind, reason, outcome, at } of facts.request?.parameters.parameters ?? []) {
      const { name, in: place } = parameter;
      if (kind === 'malformed') {
        report({
          message: 'malformed',
          params: { place, name, reason: redactor.text(reason) },
          at,
          ...facts.operationName,
        });
      }
      const secret = place === 'cookie' || (place === 'header' && redactor.isSecretHeader(name));
      for (const mismatch of outcome.mismatches) {
        const said = mismatchReport(facts, mismatch, secret);
        report({ message: 'invalid', ...said, params: { ...said.params, place, name } });
      }
    }
  },
});
