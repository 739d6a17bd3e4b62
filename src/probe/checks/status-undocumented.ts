import { defineProbeCheck } from '../check.ts';
import { documentedStatuses, unreadStatus } from '../judge/status.ts';

export default defineProbeCheck({
  code: 'status-undocumented',
  severity: 'error',
  summary: 'Answer only with statuses that the contract has for the operation.',
  why: 'Consumers handle the statuses they were told of; any other reaches code that nobody wrote.',
  fix: 'Describe the status, its range (`4XX`) or `default` in the contract, or let the provider answer as described.',
  messages: {
    undocumented: 'status {status} is not documented for {operation}, only {statuses}',
  },
  signs: ['flawed-response'],
  judge({ exchange, operation, operationName, response: facts }, report) {
    if (!facts || !operation || facts.documented) return;
    const { status, statusNode, headers = [] } = facts.response;
    if (unreadStatus(operation, status) !== undefined) return;
    const { expected } = exchange;
    const statuses = documentedStatuses(operation).join(', ') || 'none at all';
    const leads =
      status >= 300 && status < 400
        ? headers.find(({ name }) => name.toLowerCase() === 'location')?.node
        : undefined;
    report({
      message: 'undocumented',
      params: { status, operation: operation.key, statuses },
      at: statusNode,
      related: [
        { message: 'the operation in the contract', at: operation.node },
        ...(expected && expected.status !== status
          ? [{ message: `status ${expected.status} was recorded`, at: expected.node }]
          : []),
        ...(leads ? [{ message: 'where it leads', at: leads }] : []),
      ],
      ...operationName,
    });
  },
});
