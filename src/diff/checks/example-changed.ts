import type { Node } from '../../document/document.ts';
import { child, isObjectNode, items, members } from '../../document/node.ts';
import { defineDiffCheck, type PartKind } from '../check.ts';

export default defineDiffCheck({
  code: 'example-changed',
  severity: 'info',
  summary: 'Show readers what is true now.',
  why: 'No message changes; mocks and documentation show other values.',
  fix: 'Nothing is to be mended.',
  documentary: true,
  messages: {
    added: '{where}: examples were added',
    changed: '{where}: the examples changed',
    removed: '{where}: the examples were removed',
  },
  create(report) {
    return {
      part({ kind, where, before, after, site, wordless }) {
        if (wordless) return;
        if (!shown.has(kind)) return;
        const was = examplesOf(before);
        const is = examplesOf(after);
        if (!was && !is) return;
        if (was?.text === is?.text) return;
        report({
          message: was ? (is ? 'changed' : 'removed') : 'added',
          params: { where },
          before: was?.node ?? before,
          after: is?.node ?? after,
          part: 'key',
          effect: 'none',
          ...(site && { site }),
        });
      },
    };
  },
});

const shown: ReadonlySet<PartKind> = new Set(['parameter', 'header', 'media type', 'schema', 'response']);

/** The values, whether they are written as `example`, as a list or by name: versions differ in that alone. */
function examplesOf(holder: Node): { readonly node: Node; readonly text: string } | undefined {
  const single = child(holder, 'example') ?? child(holder, 'x-example');
  const several = child(holder, 'examples');
  const node = several ?? single;
  if (!node) return undefined;
  const texts = single ? [JSON.stringify(single.value)] : [];
  for (const each of items(several)) texts.push(JSON.stringify(each.value));
  if (isObjectNode(several)) {
    for (const [, each] of members(several)) {
      const value = isObjectNode(each) ? (child(each, 'value') ?? child(each, 'dataValue')) : undefined;
      texts.push(JSON.stringify((value ?? each).value));
    }
  }
  return texts.length === 0 ? undefined : { node, text: texts.sort().join('\n') };
}
