import { defineDiffCheck } from '../check.ts';
import { announcement } from '../policy-sunset.ts';

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
    'api-sunset-date-changed-too-small',
    'request-parameter-sunset-date-changed-too-small',
    'request-property-sunset-date-changed-too-small',
    'response-property-sunset-date-changed-too-small',
  ],
  messages: {
    near: '{where} goes on {day}, in {left} days; the policy asks for {days}',
    past: '{where} goes on {day}, which is over; the policy asks for {days} days from now',
  },
  create(report, context) {
    return {
      part(part) {
        const { where, before, site } = part;
        const { sunset, days = 0 } = announcement(part, context) ?? {};
        if (!sunset || sunset.left >= days) return;
        const { node, day, left } = sunset;
        const place = { before, after: node, effect: 'policy', ...(site && { site }) } as const;
        if (left < 0) report({ message: 'past', params: { where, day, days }, ...place });
        else report({ message: 'near', params: { where, day, left, days }, ...place });
      },
    };
  },
});
