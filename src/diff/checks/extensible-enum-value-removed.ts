import type { Documents } from '../../document/documents.ts';
import type { Node } from '../../document/document.ts';
import { child, items } from '../../document/node.ts';
import { follow } from '../../openapi/follow.ts';
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
  messages: { removed: '{name} lost {values} of its x-extensible-enum ({where})' },
  create(report, { documents }) {
    return {
      subschema({ before, after }, site, property) {
        if (site.sender !== 'consumer') return;
        const old = listOf(documents.before, before);
        const fresh = listOf(documents.after, after);
        if (!old || !fresh) return;
        const left = new Set(items(fresh).map(({ value }) => JSON.stringify(value)));
        const gone = items(old).filter(({ value }) => !left.has(JSON.stringify(value)));
        if (gone.length === 0) return;
        report({
          message: 'removed',
          params: {
            name: property === undefined ? 'the value' : `"${property}"`,
            values: gone.map(({ value }) => JSON.stringify(value)).join(', '),
            where: site.where,
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

function listOf(documents: Documents, use: Node): Node | undefined {
  const followed = follow(documents, use);
  const list = followed.kind === 'found' ? child(followed.node, 'x-extensible-enum') : undefined;
  return Array.isArray(list?.value) ? list : undefined;
}
