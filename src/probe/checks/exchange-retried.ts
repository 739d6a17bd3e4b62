import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'exchange-retried',
  severity: 'info',
  summary: 'Answer a request the first time.',
  why: 'What was judged is the last of several attempts: whoever does not retry would have met the failure.',
  fix: 'Look into why the provider failed, or stay below its limits with `--rate`.',
  messages: {
    retried: 'it was sent {attempts} times: {reasons}',
  },
  signs: ['retried'],
  judge({ context, exchange, operationName }, report) {
    const { before, outage } = exchange;
    if (before === undefined || outage) return;
    const reasons = context.redactor.text([...new Set(before)].join('; then '));
    report({
      message: 'retried',
      params: { attempts: String(before.length + 1), reasons },
      at: exchange.node,
      ...operationName,
    });
  },
});
