import { defineProbeCheck } from '../check.ts';
import { headerValues, type Request } from '../exchange.ts';

export default defineProbeCheck({
  code: 'method-undocumented',
  severity: 'error',
  summary: 'Use only the methods that the contract has for a path.',
  why: 'A method that works but is not described can vanish or change without anybody noticing.',
  fix: 'Describe the method under its path, or correct it in the recording.',
  messages: {
    undocumented: '{path} has no {method}, only {methods}',
  },
  signs: ['unmatched'],
  judge({ exchange, match }, report) {
    if (match.kind !== 'method-unknown' || isPreflight(exchange.request)) return;
    const methods = match.methods.map((method) => method.toUpperCase()).join(', ');
    report({
      message: 'undocumented',
      params: { path: match.path, method: exchange.request.method, methods },
      at: exchange.request.targetNode,
    });
  },
});

/** What a browser asks before a request to another origin (WHATWG Fetch): no operation of anybody's. */
function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headerValues(headers, 'access-control-request-method').length > 0;
}
