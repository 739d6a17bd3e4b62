import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'media-type-removed',
  severity: 'error',
  summary: 'Keep every media type that a release had.',
  why: 'Consumers that send it, or that ask for it, are refused.',
  fix: 'Keep it beside the new one.',
  aliases: [
    'request-body-media-type-removed',
    'response-media-type-removed',
    'response-media-type-name-changed',
    'response-media-type-parameter-changed',
    'incompatible.request.content.decreased',
    'incompatible.response.content.decreased',
  ],
  messages: {
    removed: '{where} was removed',
  },
  create(report) {
    return {
      mediaType(side, site, { by, of }) {
        if (side.after !== undefined || by || of.length > 0) return;
        // A provider that stops offering a type leaves without an answer whoever asks for it.
        report({
          message: 'removed',
          params: { where: site.where },
          before: side.before.node,
          after: undefined,
          effect: 'replaces',
          site,
        });
      },
    };
  },
});
