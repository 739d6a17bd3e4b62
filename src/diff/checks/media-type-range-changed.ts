import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'media-type-range-changed',
  severity: 'error',
  summary: 'Keep a range of media types as wide for requests, and as narrow for responses, as it was.',
  why: 'Who sends a type that the range no longer covers is refused; who reads may get one that was never announced.',
  fix: 'Keep the range in requests, or name the types of responses one by one.',
  aliases: [
    'response-media-type-name-generalized',
    'response-media-type-name-specialized',
    'response-media-type-parameter-added',
    'response-media-type-parameter-removed',
  ],
  section: 'Media Type Object: the most specific key applies',
  messages: {
    narrowed: '{where} was narrowed to {those}',
    widened: '{where} took the place of {those}',
  },
  create(report) {
    return {
      mediaType({ before, after }, site, { by, of, taken }) {
        // A range beside what it covers is but one more.
        const others = before ? of : taken;
        const params = { where: site.where, those: others.map(({ range }) => range).join(', ') };
        if (by || others.length === 0) return;
        if (before && !after) {
          report({
            message: 'narrowed',
            params,
            before: before.node,
            after: others[0]?.node,
            effect: 'narrows',
            site,
          });
        } else if (after && !before) {
          // Whoever asks for the type that was promised may well go on getting it.
          const weighs = site.sender === 'provider' ? ({ severity: 'warning' } as const) : {};
          report({
            message: 'widened',
            params,
            before: others[0]?.node,
            after: after.node,
            effect: 'widens',
            site,
            ...weighs,
          });
        }
      },
    };
  },
});
