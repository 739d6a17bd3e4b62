import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'media-type-undocumented',
  severity: 'error',
  summary: 'Answer only with media types that the contract has for the status.',
  why: 'A client picks its parser by the contract; bytes of another type make it fail or misread.',
  fix: 'Add the media type to the response in the contract, or send the documented one.',
  messages: {
    undocumented: '{type} is not documented for {operation} {status}, only {types}',
  },
  signs: ['flawed-response'],
  judge({ operation, operationName, response: facts }, report) {
    if (facts?.body.kind !== 'undocumented' || !facts.documented || !operation) return;
    const { type, at } = facts.body;
    const types = [...facts.documented.content.keys()].join(', ');
    report({
      message: 'undocumented',
      params: { type, operation: operation.key, status: facts.response.status, types },
      at,
      related: [{ message: 'the response in the contract', at: facts.documented.node }],
      ...operationName,
    });
  },
});
