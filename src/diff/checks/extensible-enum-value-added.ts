import { defineDiffCheck } from '../check.ts';
import { extensibleEnumChange, valuesText } from '../policy-extensible-enum.ts';

export default defineDiffCheck({
  code: 'extensible-enum-value-added',
  severity: 'info',
  summary: 'Tell consumers which values they may now meet.',
  why: 'Consumers were told that the list will grow, and may want to treat the new value as one of its own.',
  fix: 'Nothing is to be mended.',
  messages: { added: '{where} gained {values} in its x-extensible-enum' },
  create(report) {
    return {
      part(part) {
        const { where, site } = part;
        const { before, after, come = [] } = extensibleEnumChange(part) ?? {};
        if (come.length === 0) return;
        report({
          message: 'added',
          params: { where, values: valuesText(come) },
          before,
          after: come[0] ?? after,
          effect: 'none',
          ...(site && { site }),
        });
      },
    };
  },
});
