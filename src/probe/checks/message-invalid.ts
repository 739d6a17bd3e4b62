import { defineProbeCheck } from '../check.ts';
import { judgeMessage, messageSchemas } from '../judge/messages.ts';
import { mismatchReport } from '../judge/report-mismatch.ts';

export default defineProbeCheck({
  code: 'message-invalid',
  severity: 'error',
  summary: 'Let messages of a WebSocket satisfy their schemas.',
  why: 'Whoever is at the other end rejects the message, or reads another one than was meant.',
  fix: 'Send what `x-websocket` of the operation says, or correct its schemas: `send` has what the provider sends.',
  messages: {
    invalid: 'message {number} of the {party}{where} {problem}{actual}',
    malformed: 'message {number} of the {party} is not JSON: {reason}',
  },
  judge(facts, report) {
    const { context, exchange, operation, operationName } = facts;
    if (!operation || !exchange.messages) return;
    const schemas = messageSchemas(context.api, operation);
    if (!schemas) return;
    const counts = { provider: 0, client: 0 };
    for (const message of exchange.messages) {
      const { from, node } = message;
      counts[from] += 1;
      // What was to be sent was judged when it was recorded.
      if (schemas[from].length === 0 || (from === 'client' && exchange.mode === 'live')) continue;
      const outcome = judgeMessage(context, message, schemas[from]);
      const params = { number: counts[from], party: from };
      if ('malformed' in outcome)
        report({
          message: 'malformed',
          params: { ...params, reason: context.redactor.text(outcome.malformed) },
          at: node,
          ...operationName,
        });
      else
        for (const mismatch of outcome.mismatches) {
          const told = mismatchReport(facts, mismatch);
          report({ message: 'invalid', ...told, params: { ...told.params, ...params } });
        }
    }
  },
});
