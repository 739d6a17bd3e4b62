import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'operation-unmatched',
  severity: 'error',
  summary: 'Send requests only to paths that the contract has.',
  why: 'A path that only the provider knows is used by consumers and protected by nobody: no test, client or review sees it change.',
  fix: 'Describe the path in the contract, or correct it in the recording. The base path of a server may be left out.',
  messages: {
    unmatched: 'no path of the contract matches {method} {path}',
    near: 'no path of the contract matches {method} {path}; did you mean {nearest}?',
  },
  signs: ['unmatched'],
  judge({ context, exchange, match }, report) {
    if (match.kind !== 'path-unknown') return;
    const { method, target, targetNode: at } = exchange.request;
    const path = context.redactor.target(target).replace(/[?#].*$/s, '');
    if (match.nearest === undefined) report({ message: 'unmatched', params: { method, path }, at });
    else report({ message: 'near', params: { method, path, nearest: match.nearest }, at });
  },
});
