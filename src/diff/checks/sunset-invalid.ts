import { defineDiffCheck } from '../check.ts';
import { sunsetVisitor } from '../policy-sunset-visitor.ts';

export default defineDiffCheck({
  code: 'sunset-invalid',
  severity: 'error',
  summary: 'Write x-sunset as a date.',
  why: 'Neither consumers nor tools can tell when it will be gone, so it may never be removed without breaking somebody.',
  fix: 'Write a date such as `2027-01-31`, or a moment by RFC 3339.',
  aliases: [
    'api-deprecated-sunset-parse',
    'request-parameter-deprecated-sunset-parse',
    'request-property-deprecated-sunset-parse',
    'response-property-deprecated-sunset-parse',
    'api-path-sunset-parse',
    'request-parameter-sunset-parse',
  ],
  messages: {
    invalid: 'x-sunset of {what} is no date: {text}',
  },
  create(report, context) {
    return sunsetVisitor(context, (problem, params, placement) => {
      if (problem.kind !== 'invalid') return;
      report({ message: 'invalid', params: { ...params, text: problem.text }, ...placement });
    });
  },
});
