import { isPair } from '../pair.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'parameter-location-changed',
  severity: 'error',
  summary: 'Keep a parameter where consumers send it.',
  why: 'What they send in the old place is ignored or refused.',
  fix: 'Accept it in both places, the old one marked as deprecated.',
  messages: {
    moved: '{place} parameter "{name}" is now sent in the {is}',
  },
  create(report) {
    return {
      parameter(side, site) {
        if (!isPair(side) || side.before.in === side.after.in) return;
        const { before, after } = side;
        report({
          message: 'moved',
          params: { place: before.in, name: before.name, is: after.in },
          before: before.use,
          after: after.use,
          effect: 'replaces',
          site,
        });
      },
    };
  },
});
