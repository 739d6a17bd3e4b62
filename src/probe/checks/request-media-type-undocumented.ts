import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'request-media-type-undocumented',
  severity: 'error',
  summary: 'Send only media types that the operation takes.',
  why: 'A provider that follows the contract refuses the body with 415.',
  fix: 'Send a documented media type, or add this one to the request body in the contract.',
  messages: {
    undocumented: '{operation} takes no {type}, only {types}',
    undescribed: '{operation} takes no body',
  },
  signs: ['request-counts'],
  judge({ operation, operationName, request: facts, requestCounts }, report) {
    if (!requestCounts || !facts || !operation) return;
    const { body } = facts;
    if (body.kind === 'undescribed') {
      report({ message: 'undescribed', params: { operation: operation.key }, at: body.at, ...operationName });
    } else if (body.kind === 'undocumented') {
      const types = [...(operation.requestBody?.content.keys() ?? [])].join(', ');
      report({
        message: 'undocumented',
        params: { operation: operation.key, type: body.type, types },
        at: body.at,
        ...operationName,
      });
    }
  },
});
