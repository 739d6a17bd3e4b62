import { child } from '../../document/node.ts';
import { sameValue } from '../same-value.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'external-docs-changed',
  severity: 'info',
  summary: 'Tell readers where more is written.',
  why: 'No message changes; readers are sent elsewhere.',
  fix: 'Nothing is to be mended.',
  documentary: true,
  messages: {
    added: '{where}: a link to more documentation was added',
    changed: '{where}: the link to more documentation changed',
    removed: '{where}: the link to more documentation was removed',
  },
  create(report) {
    return {
      part({ where, before, after, site, wordless }) {
        if (wordless) return;
        const old = child(before, 'externalDocs');
        const fresh = child(after, 'externalDocs');
        if (!old && !fresh) return;
        if (sameValue(old?.value, fresh?.value)) return;
        report({
          message: old ? (fresh ? 'changed' : 'removed') : 'added',
          params: { where },
          before: old ?? before,
          after: fresh ?? after,
          part: 'key',
          effect: 'none',
          ...(site && { site }),
        });
      },
    };
  },
});
