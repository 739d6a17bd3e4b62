import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'body-missing',
  severity: 'error',
  summary: 'Send the body that the contract promises.',
  why: 'A client that was promised a value parses nothing, and fails.',
  fix: 'Send the body, or take the content out of the response in the contract.',
  messages: {
    missing: 'the response has no body, where the contract promises {types}',
  },
  signs: ['flawed-response'],
  judge({ operationName, response: facts }, report) {
    if (facts?.body.kind !== 'missing' || !facts.documented) return;
    const { response, documented, body } = facts;
    report({
      message: 'missing',
      params: { types: body.type },
      at: response.statusNode,
      related: [{ message: 'the response in the contract', at: documented.node }],
      ...operationName,
    });
  },
});
