import { defineDiffCheck } from '../check.ts';
import { extensibleEnumChange, valuesText } from '../policy-extensible-enum.ts';

export default defineDiffCheck({
  code: 'extensible-enum-value-removed',
  severity: 'error',
  summary: 'Keep the values of x-extensible-enum that consumers send.',
  why: 'An enum that is marked as one that grows may lose nothing: who sends the value may be refused.',
  fix: 'List the value again.',
  aliases: [
    'request-property-x-extensible-enum-value-removed',
    'request-parameter-x-extensible-enum-value-removed',
    'unmodifiable-x-extensible-enum',
  ],
  messages: { removed: '{where} lost {values} of its x-extensible-enum' },
  create(report) {
    return {
      part(part) {
        const { where, site } = part;
        const { before, after, gone = [] } = extensibleEnumChange(part) ?? {};
        if (gone.length === 0) return;
        report({
          message: 'removed',
          params: { where, values: valuesText(gone) },
          before: gone[0] ?? before,
          after,
          effect: site?.sender === 'consumer' ? 'policy' : 'none',
          ...(site && { site }),
        });
      },
    };
  },
});
