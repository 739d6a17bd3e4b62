import { child, textOf } from '../../document/node.ts';
import { defineDiffCheck } from '../check.ts';
import { dayOf } from '../policy-lifecycle.ts';

export default defineDiffCheck({
  code: 'sunset-changed',
  severity: 'error',
  summary: 'Keep the day until which you promised something to work.',
  why: 'Consumers planned to move by the day that they were told.',
  fix: 'Write the old day again, or a later one.',
  aliases: [
    'api-sunset-date-changed-earlier',
    'request-parameter-sunset-date-changed-earlier',
    'request-property-sunset-date-changed-earlier',
    'response-property-sunset-date-changed-earlier',
    'sunset-deleted',
    'request-parameter-sunset-deleted',
    'request-property-sunset-deleted',
    'response-property-sunset-deleted',
    'api-deprecated-sunset-parse',
    'request-parameter-sunset-parse',
    'request-property-deprecated-sunset-invalid',
    'response-property-deprecated-sunset-invalid',
  ],
  messages: {
    announced: '{where} will work until {is}',
    later: '{where} will work until {is}, was {was}',
    earlier: '{where} will work only until {is}, was {was}',
    removed: '{where} no longer says that it works until {was}',
    unreadable: '{where}: "{is}" is no day',
  },
  create(report) {
    return {
      part({ where, before, after, site, wordless }) {
        if (wordless) return;
        const old = child(before, 'x-sunset');
        const fresh = child(after, 'x-sunset');
        if (!old && !fresh) return;
        const was = textOf(old?.value);
        const is = textOf(fresh?.value);
        if (old && fresh && was === is) return;
        const place = { before: old ?? before, after: fresh ?? after, ...(site && { site }) };
        if (!fresh) {
          // What is no longer deprecated stays.
          const stays =
            child(before, 'deprecated')?.value === true && child(after, 'deprecated')?.value !== true;
          const effect = stays ? 'none' : 'policy';
          report({ message: 'removed', params: { where, was }, ...place, part: 'key', effect });
        } else if (dayOf(is) === undefined) {
          report({ message: 'unreadable', params: { where, is }, ...place, effect: 'policy' });
        } else if (!old || dayOf(was) === undefined) {
          report({ message: 'announced', params: { where, is }, ...place, effect: 'none' });
        } else {
          const earlier = (dayOf(is) ?? '') < (dayOf(was) ?? '');
          report({
            message: earlier ? 'earlier' : 'later',
            params: { where, was, is },
            ...place,
            effect: earlier ? 'policy' : 'none',
          });
        }
      },
    };
  },
});
