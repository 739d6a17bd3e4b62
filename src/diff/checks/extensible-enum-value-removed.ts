import type { Node } from '../../document/document.ts';
import { child, items } from '../../document/node.ts';
import { defineDiffCheck } from '../check.ts';

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
      part({ kind, where, before, after, site }) {
        if (kind !== 'schema' || site?.sender !== 'consumer') return;
        const old = listOf(before);
        const fresh = listOf(after);
        if (!old || !fresh) return;
        const left = new Set(items(fresh).map(({ value }) => JSON.stringify(value)));
        const gone = items(old).filter(({ value }) => !left.has(JSON.stringify(value)));
        if (gone.length === 0) return;
        report({
          message: 'removed',
          params: {
            where,
            values: gone.map(({ value }) => JSON.stringify(value)).join(', '),
          },
          before: gone[0] ?? old,
          after: fresh,
          effect: 'policy',
          site,
        });
      },
    };
  },
});

function listOf(schema: Node): Node | undefined {
  const list = child(schema, 'x-extensible-enum');
  return Array.isArray(list?.value) ? list : undefined;
}
