import { defineDiffCheck } from '../check.ts';
import { announcement } from '../policy-sunset.ts';

export default defineDiffCheck({
  code: 'sunset-missing',
  severity: 'error',
  summary: 'Say until when something that is deprecated stays.',
  why: 'Consumers cannot plan their move: by the policy of this API, what has no date may not go.',
  fix: 'Write `x-sunset: 2027-01-31` beside `deprecated: true`, as far ahead as `diff.deprecationDays` asks for.',
  aliases: [
    'api-deprecated-sunset-missing',
    'request-parameter-deprecated-sunset-missing',
    'request-property-deprecated-sunset-missing',
    'response-property-deprecated-sunset-missing',
  ],
  messages: {
    missing: '{where} was deprecated without saying until when it stays (x-sunset)',
  },
  create(report, context) {
    return {
      part(part) {
        const { where, before, after, site } = part;
        const announced = announcement(part, context);
        if (!announced || announced.sunset) return;
        report({
          message: 'missing',
          params: { where },
          before,
          after,
          effect: 'policy',
          ...(site && { site }),
        });
      },
    };
  },
});
