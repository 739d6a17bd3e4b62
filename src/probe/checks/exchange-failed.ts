import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'exchange-failed',
  severity: 'error',
  summary: 'Answer every request to its end.',
  why: 'A connection that breaks or stays silent is an outage to whoever waits for the answer.',
  fix: "Look in the provider's log for what it did with the request.",
  messages: {
    failed: 'no whole response came back: {reason}',
  },
  judge({ context, exchange, operationName }, report) {
    if (exchange.failure === undefined) return;
    const reason = context.redactor.text(exchange.failure);
    report({ message: 'failed', params: { reason }, at: exchange.node, ...operationName });
  },
});
