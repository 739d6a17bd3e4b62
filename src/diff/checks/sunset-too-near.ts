import { defineDiffCheck } from '../check.ts';
import { sunsetVisitor } from '../policy-sunset-visitor.ts';

export default defineDiffCheck({
  code: 'sunset-too-near',
  severity: 'error',
  summary: 'Give consumers the time that the policy promises them.',
  why: 'Consumers are promised a number of days to move; this date gives them fewer.',
  fix: 'Write a later date, or ask for fewer days in `diff.deprecationDays`.',
  aliases: [
    'api-sunset-date-too-small',
    'request-parameter-sunset-date-too-small',
    'request-property-sunset-date-too-small',
    'response-property-sunset-date-too-small',
  ],
  messages: {
    near: '{what} goes on {day}, in {left} days; the policy asks for {days}',
    past: '{what} goes on {day}, which is over; the policy asks for {days} days from now',
  },
  create(report, context) {
    return sunsetVisitor(context, (problem, params, placement) => {
      if (problem.kind !== 'near') return;
      const { day, left, days } = problem;
      if (left < 0) report({ message: 'past', params: { ...params, day, days }, ...placement });
      else report({ message: 'near', params: { ...params, day, left, days }, ...placement });
    });
  },
});
