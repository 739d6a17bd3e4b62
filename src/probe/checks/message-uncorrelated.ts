import { defineProbeCheck } from '../check.ts';
import { judgeCorrelation } from '../judge/correlation.ts';
import { shownValue } from '../shown.ts';

export default defineProbeCheck({
  code: 'message-uncorrelated',
  severity: 'error',
  summary: 'Let an answer over a WebSocket have the id of what it answers.',
  why: 'Whoever asked finds its answer by the id: with another one it waits in vain, or takes it for the answer to something else.',
  fix: 'Send the id of the request back where `correlationId` of the message says, or correct its `location`.',
  section: 'AsyncAPI 3.0, Correlation ID Object',
  messages: {
    unknown: 'message {number} of the {party} answers {id} at {pointer}, which no message of the {other} had',
    absent: 'message {number} of the {party} answers another and has no correlation id at {pointer}',
  },
  signs: ['messages'],
  judge(facts, report) {
    const { context, operationName } = facts;
    for (const { message, number, correlation, id, at } of judgeCorrelation(facts)) {
      const params = { number, party: message.from, pointer: correlation.pointer };
      const where = {
        at,
        related: [{ message: 'correlation id', at: correlation.node }],
        ...operationName,
      };
      if (!id) report({ message: 'absent', params, ...where });
      else {
        const other = message.from === 'provider' ? 'client' : 'provider';
        const shown = context.redactor.text(shownValue(id.value));
        report({ message: 'unknown', params: { ...params, id: shown, other }, ...where });
      }
    }
  },
});
