import { defineProbeCheck } from '../check.ts';
import { nearestName } from '../../document/nearest.ts';

export default defineProbeCheck({
  code: 'parameter-undeclared',
  severity: 'info',
  summary: 'Send only query parameters that the contract has.',
  why: 'A misspelt parameter is ignored without a word; an undescribed one that works is protected by nobody.',
  fix: 'Correct the name, or describe the parameter in the contract.',
  messages: {
    undeclared: '{operation} has no query parameter {name}',
    near: '{operation} has no query parameter {name}; did you mean {nearest}?',
  },
  signs: ['request-counts'],
  judge({ operation, operationName, request, requestCounts }, report) {
    if (!requestCounts || !operation) return;
    const undeclared = request?.parameters.undeclared ?? [];
    if (undeclared.length === 0) return;
    const declared = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
    for (const { name, at } of undeclared) {
      const nearest = nearestName(name, declared);
      const base = { operation: operation.key, name };
      if (nearest === undefined) report({ message: 'undeclared', params: base, at, ...operationName });
      else report({ message: 'near', params: { ...base, nearest }, at, ...operationName });
    }
  },
});
