import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'request-body-malformed',
  severity: 'error',
  summary: 'Let a request body be what its media type says.',
  why: 'A provider that believes the Content-Type header cannot read it; one that guesses hides the mistake.',
  fix: 'Send a body of the type that the header names, or name the type that the body has.',
  messages: {
    malformed: 'the request body is not {type}: {reason}',
  },
  signs: ['request-counts'],
  judge({ context, operationName, request, requestCounts }, report) {
    if (!requestCounts || request?.body.kind !== 'malformed') return;
    const { type, reason, at } = request.body;
    report({
      message: 'malformed',
      params: { type, reason: context.redactor.text(reason) },
      at,
      ...operationName,
    });
  },
});
