import { isSuccess } from '../pair-responses.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'response-removed',
  severity: 'error',
  summary: 'Keep every successful answer that a release had.',
  why: 'Consumers wait for the status that they were promised, and take another for a failure.',
  fix: 'Keep the response, or add the new one beside it.',
  aliases: [
    'response-success-status-removed',
    'response-non-success-status-removed',
    'response-removed',
    'incompatible.response.responses.decreased',
  ],
  messages: {
    success: '{where} was removed: a success that consumers rely on',
    failure: '{where} was removed',
    covered: '{where} is no longer described apart, but by {range}',
    narrowed: '{where} was narrowed to {those}',
  },
  create(report) {
    return {
      response(side, site, { by, byBoth, of }) {
        if (side.after !== undefined) return;
        const { status, use } = side.before;
        const { where } = site;
        const place = { before: use, after: by?.use, site };
        // What may still be sent is compared with the response that says so now.
        if (by) {
          if (byBoth)
            report({ message: 'covered', params: { where, range: by.status }, ...place, effect: 'none' });
        } else if (of.length > 0) {
          const those = of.map((one) => one.status).join(', ');
          report({ message: 'narrowed', params: { where, those }, ...place, effect: 'none' });
        } else if (isSuccess(status)) {
          report({ message: 'success', params: { where }, ...place, effect: 'replaces' });
        } else {
          // That an error no longer happens hurts nobody.
          report({ message: 'failure', params: { where }, ...place, effect: 'none' });
        }
      },
    };
  },
});
