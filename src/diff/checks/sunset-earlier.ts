import { defineDiffCheck } from '../check.ts';
import { sunsetVisitor } from '../policy-sunset-visitor.ts';

export default defineDiffCheck({
  code: 'sunset-earlier',
  severity: 'error',
  summary: 'Do not take back the time that consumers were promised.',
  why: 'Consumers planned their move by the date that was announced.',
  fix: 'Write the old date again, or a later one.',
  aliases: [
    'api-sunset-date-changed-too-small',
    'request-parameter-sunset-date-changed-too-small',
    'request-property-sunset-date-changed-too-small',
    'response-property-sunset-date-changed-too-small',
  ],
  messages: {
    earlier: 'the sunset of {what} was moved from {was} to {is}, which is earlier',
  },
  create(report, context) {
    return sunsetVisitor(context, (problem, params, placement) => {
      if (problem.kind !== 'earlier') return;
      const { was, is } = problem;
      report({ message: 'earlier', params: { ...params, was, is }, ...placement });
    });
  },
});
