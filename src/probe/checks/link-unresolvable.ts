import { evaluateExpression, expressionProblem } from '../captures.ts';
import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'link-unresolvable',
  severity: 'info',
  summary: 'Give with a response what its links are made of.',
  why: 'A client that follows the link as the contract says finds nothing to put into the next request.',
  fix: 'Send the value, or correct the expression of the link.',
  messages: {
    unresolvable: 'link {link} cannot be followed: {reason}',
  },
  signs: ['links'],
  judge({ context, exchange, match, operationName, response: facts }, report) {
    if (match.kind !== 'matched' || !facts?.documented || facts.bodyForbidden) return;
    // A part of a response, or one whose body was left out, says nothing of what it lacks.
    if (facts.response.expectation || facts.response.bodyLeftOut) return;
    for (const link of facts.documented.links.values()) {
      for (const at of [...link.parameters.values(), ...(link.requestBody ? [link.requestBody] : [])]) {
        for (const expression of expressionsIn(at.value)) {
          // One that is none is a mistake of the contract, which lint tells.
          if (expressionProblem(expression) !== undefined) continue;
          const found = evaluateExpression(expression, exchange, match.pathValues);
          if ('value' in found) continue;
          report({
            message: 'unresolvable',
            params: { link: link.name, reason: context.redactor.text(found.reason) },
            at: facts.response.body?.node ?? facts.response.node,
            related: [{ message: `${expression} in the contract`, at }],
            ...operationName,
          });
        }
      }
    }
  },
});

/** A value that begins with `$` is an expression; others may hold some in braces (OpenAPI 3.1.1, Runtime Expressions). */
function expressionsIn(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  if (value.startsWith('$')) return [value];
  return [...value.matchAll(/\{(\$[^{}]+)\}/g)].map(([, expression = '']) => expression);
}
