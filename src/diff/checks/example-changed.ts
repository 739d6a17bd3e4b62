import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { child, isObjectNode, items, members } from '../../document/node.ts';
import { followed } from '../../openapi/follow.ts';
import { defineDiffCheck, type PartKind } from '../check.ts';
import type { Pair } from '../pair.ts';
import { sameValue } from '../same-value.ts';

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
    let documents: Pair<Documents> | undefined;
    return {
      api({ before, after }) {
        documents = { before: before.documents, after: after.documents };
      },
      part({ kind, where, before, after, site, wordless }) {
        if (wordless || !shown.has(kind) || !documents) return;
        const was = examplesOf(before, documents.before);
        const is = examplesOf(after, documents.after);
        if (!was && !is) return;
        if (was && is && sameSet(was.values, is.values)) return;
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

const shown: ReadonlySet<PartKind> = new Set(['parameter', 'header', 'media type', 'schema']);

interface Examples {
  readonly node: Node;
  readonly values: readonly unknown[];
}

/** The values, whether they are written as `example`, as a list or by name: versions differ in that alone. */
function examplesOf(holder: Node, documents: Documents): Examples | undefined {
  const single = child(holder, 'example') ?? child(holder, 'x-example');
  const several = child(holder, 'examples');
  const node = several ?? single;
  if (!node) return undefined;
  const values = single ? [single.value] : [];
  for (const each of items(several)) values.push(each.value);
  for (const [, use] of members(several)) {
    const each = followed(documents, use) ?? use;
    const value = isObjectNode(each) ? (child(each, 'value') ?? child(each, 'dataValue')) : undefined;
    values.push((value ?? each).value);
  }
  return values.length === 0 ? undefined : { node, values };
}

function sameSet(a: readonly unknown[], b: readonly unknown[]): boolean {
  const among = (values: readonly unknown[], others: readonly unknown[]) =>
    values.every((value) => others.some((other) => sameValue(value, other)));
  return among(a, b) && among(b, a);
}
