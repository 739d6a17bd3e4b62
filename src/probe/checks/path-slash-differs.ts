import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'path-slash-differs',
  severity: 'info',
  summary: 'Send paths with a slash at the end exactly where the contract has one.',
  why: 'Most providers redirect such a request or answer it with 404; one that serves both has two addresses for one thing.',
  fix: 'Correct the path in the recording, or describe the path as it is served.',
  messages: {
    extra: 'the path ends in a slash, which {path} has not',
    lacking: 'the path lacks the slash that {path} ends in',
  },
  signs: ['loosely-matched'],
  judge({ exchange, match, operation, operationName }, report) {
    if (match.kind !== 'matched' || !match.trailingSlash || !operation) return;
    const { path } = operation;
    const message = path.endsWith('/') ? 'lacking' : 'extra';
    report({ message, params: { path }, at: exchange.request.targetNode, ...operationName });
  },
});
