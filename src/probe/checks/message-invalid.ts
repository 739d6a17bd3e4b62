import { defineProbeCheck } from '../check.ts';
import { judgeMessages } from '../judge/messages.ts';
import { mismatchReport } from '../judge/report-mismatch.ts';

export default defineProbeCheck({
  code: 'message-invalid',
  severity: 'error',
  summary: 'Let messages of a WebSocket satisfy their schemas.',
  why: 'Whoever is at the other end rejects the message, or reads another one than was meant.',
  fix: 'Send what the AsyncAPI document or `x-websocket` of the operation says, or correct its schemas: `send` has what the provider sends.',
  messages: {
    invalid: 'message {number} of the {party}{where} {problem}{actual}',
    malformed: 'message {number} of the {party} is not JSON: {reason}',
  },
  signs: ['messages'],
  judge(facts, report) {
    const { context, operationName } = facts;
    for (const { message, number, verdict } of judgeMessages(facts)) {
      const params = { number, party: message.from };
      if (verdict.kind === 'malformed')
        report({
          message: 'malformed',
          params: { ...params, reason: context.redactor.text(verdict.reason) },
          at: message.node,
          ...operationName,
        });
      else if (verdict.kind === 'judged')
        for (const mismatch of verdict.outcome.mismatches) {
          const told = mismatchReport(facts, mismatch);
          report({ message: 'invalid', ...told, params: { ...told.params, ...params } });
        }
    }
  },
});
