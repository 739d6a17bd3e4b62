import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'body-malformed',
  severity: 'error',
  summary: 'Let a response body be what its media type says.',
  why: 'Every client that believes the Content-Type header fails to parse such a body.',
  fix: 'Send a body of the type that the header names, or name the type that the body has.',
  messages: {
    malformed: 'the response body is not {type}: {reason}',
  },
  signs: ['flawed-response'],
  judge({ context, operationName, response: facts }, report) {
    if (facts?.body.kind !== 'malformed') return;
    const { type, reason, at } = facts.body;
    report({
      message: 'malformed',
      params: { type, reason: context.redactor.text(reason) },
      at,
      ...operationName,
    });
  },
});
