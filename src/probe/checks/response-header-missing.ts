import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'response-header-missing',
  severity: 'error',
  summary: 'Send the headers that the contract requires.',
  why: 'A client that was told it can rely on the header finds nothing.',
  fix: 'Send the header, or make it optional in the contract.',
  messages: {
    missing: 'response header {name} is missing, which {operation} {status} requires',
  },
  signs: ['flawed-response'],
  judge({ operation, operationName, response: facts }, report) {
    for (const { header, kind } of facts?.headers ?? []) {
      if (kind !== 'absent' || !header.required || !facts || !operation) continue;
      report({
        message: 'missing',
        params: { name: header.name, operation: operation.key, status: facts.response.status },
        at: facts.response.statusNode,
        related: [{ message: 'the header in the contract', at: header.node }],
        ...operationName,
      });
    }
  },
});
