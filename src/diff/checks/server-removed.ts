import { isPair } from '../pair.ts';
import { templateShape } from '../../openapi/template.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'server-removed',
  severity: 'warning',
  summary: 'Keep every server that consumers were told to call.',
  why: 'Consumers that were set up with its URL, or generated from the description, may reach nothing there.',
  fix: 'List it for as long as it answers; without it, tell consumers where to go and until when.',
  messages: {
    removed: 'server {url} was removed',
    moved: 'server {was} is now {is}',
  },
  create(report) {
    return {
      server(side, { site }) {
        const { before, after } = side;
        if (!before) return;
        const place = {
          before: before.node,
          after: after?.node,
          effect: 'policy',
          ...(site && { site }),
        } as const;
        if (!after) report({ message: 'removed', params: { url: before.url }, ...place });
        else if (isPair(side) && templateShape(before.url) !== templateShape(after.url)) {
          if (withoutSlash(before.url) === withoutSlash(after.url)) return;
          report({ message: 'moved', params: { was: before.url, is: after.url }, ...place });
        }
      },
    };
  },
});

function withoutSlash(url: string): string {
  return templateShape(url).toLowerCase().replace(/\/+$/, '');
}
