import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'exchange-failed',
  severity: 'error',
  summary: 'Answer every request to its end.',
  why: 'A connection that breaks or stays silent is an outage to whoever waits for the answer.',
  fix: "Look in the provider's log for what it did with the request.",
  messages: {
    failed: 'no whole response came back: {reason}',
    ended:
      'the provider went away during this exchange: {reason}, and nobody answers any more, so that what follows was not run',
    gone: 'the provider had gone away before this exchange: {reason}, so that it and what follows was not run{last}',
  },
  signs: ['failed'],
  judge({ context, exchange, operationName }, report) {
    const { failure, outage, unsent } = exchange;
    if (failure === undefined || unsent) return;
    if (!outage) {
      const reason = context.redactor.text(failure);
      return report({ message: 'failed', params: { reason }, at: exchange.node, ...operationName });
    }
    const { reached, last, node: at } = outage;
    const reason = context.redactor.text(outage.reason);
    if (reached) return report({ message: 'ended', params: { reason }, at, ...operationName });
    report({
      message: 'gone',
      params: { reason, last: last ? `; "${last.name}" was the last that it answered` : '' },
      at,
      ...operationName,
      ...(last && last.node !== at && { related: [{ message: 'answered last', at: last.node }] }),
    });
  },
});
