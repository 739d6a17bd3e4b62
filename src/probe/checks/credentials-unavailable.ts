import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'credentials-unavailable',
  severity: 'error',
  summary: 'Have credentials for every request that needs them.',
  why: 'A request whose token cannot be fetched, or which cannot be signed, is not sent: nothing is known of its operation.',
  fix: 'Correct the `auth` section of the target in the config, or the module that signs; or mend what gives out tokens.',
  messages: {
    unsent: 'not sent, as there are no credentials for it: {reason}',
  },
  signs: ['failed'],
  judge({ context, exchange, operationName }, report) {
    const { failure, unsent } = exchange;
    if (failure === undefined || !unsent) return;
    const reason = context.redactor.text(failure);
    report({ message: 'unsent', params: { reason }, at: exchange.node, ...operationName });
  },
});
