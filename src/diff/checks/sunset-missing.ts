import { defineDiffCheck } from '../check.ts';
import { sunsetVisitor } from '../policy-sunset-visitor.ts';

export default defineDiffCheck({
  code: 'sunset-missing',
  severity: 'error',
  summary: 'Say until when something that is deprecated stays.',
  why: 'Consumers cannot plan their move: by the policy of this API, what has no date may not go, or the date that they relied on is gone.',
  fix: 'Write `x-sunset: 2027-01-31` beside `deprecated: true`, as far ahead as `diff.deprecationDays` asks for.',
  aliases: [
    'api-deprecated-sunset-missing',
    'request-parameter-deprecated-sunset-missing',
    'request-property-deprecated-sunset-missing',
    'response-property-deprecated-sunset-missing',
    'sunset-deleted',
    'api-sunset-deleted',
    'request-parameter-sunset-deleted',
    'request-property-sunset-deleted',
    'response-property-sunset-deleted',
  ],
  messages: {
    missing: '{what} was deprecated without saying until when it stays (x-sunset)',
    dropped: '{what} no longer says until when it stays (x-sunset)',
  },
  create(report, context) {
    return sunsetVisitor(context, (problem, params, placement) => {
      if (problem.kind !== 'missing') return;
      const message = problem.dropped ? 'dropped' : 'missing';
      report({ message, params, ...placement });
    });
  },
});
