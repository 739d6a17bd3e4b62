import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'media-type-added',
  severity: 'info',
  summary: 'Offer more.',
  why: 'Consumers may use it.',
  fix: 'Nothing is to be mended.',
  aliases: ['request-body-media-type-added', 'response-media-type-added'],
  messages: {
    added: '{where} was added',
  },
  create(report) {
    return {
      mediaType(side, site, { by, taken }) {
        if (side.before !== undefined || by || taken.length > 0) return;
        report({
          message: 'added',
          params: { where: site.where },
          before: undefined,
          after: side.after.node,
          effect: 'none',
          site,
        });
      },
    };
  },
});
