import { isPair } from '../pair.ts';
import type { Parameter } from '../../openapi/model.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'parameter-serialization-changed',
  severity: 'error',
  summary: 'Keep the way a parameter is written on the wire.',
  why: 'The text that consumers send now means another value, or none.',
  fix: 'Write the old style and explode again; offer the new form under a new name.',
  messages: {
    changed: '{where} is now written {is}, was {was}',
  },
  create(report) {
    return {
      parameter(side, site) {
        if (!isPair(side)) return;
        const { before, after } = side;
        const was = form(before);
        const is = form(after);
        if (was === is) return;
        report({
          message: 'changed',
          params: { where: site.where, was, is },
          before: before.node,
          after: after.node,
          effect: 'replaces',
          site,
        });
      },
    };
  },
});

/** A style shows only where there is a choice to make: `explode` says nothing of a single value or of JSON. */
function form({ style, explode, content }: Parameter): string {
  return content ? content.range : `${style}${explode ? ', exploded' : ''}`;
}
