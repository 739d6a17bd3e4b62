import type { Node } from '../../document/document.ts';
import { child, items } from '../../document/node.ts';
import type { Example } from '../../openapi/model.ts';
import { defineDiffCheck } from '../check.ts';
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
    return {
      part({ kind, where, before, after, site, wordless, examples }) {
        if (!examples && (wordless || kind !== 'schema')) return;
        const told = examples?.();
        const was = told ? named(told.before) : ofSchema(before);
        const is = told ? named(told.after) : ofSchema(after);
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

interface Examples {
  readonly node: Node;
  readonly values: readonly unknown[];
}

function named(examples: readonly Example[]): Examples | undefined {
  const [first] = examples;
  return first && { node: first.use, values: examples.map(({ node, value }) => (value ?? node).value) };
}

/** The values, whether they are written one by one or as a list: versions differ in that alone. */
function ofSchema(schema: Node): Examples | undefined {
  const single = child(schema, 'example') ?? child(schema, 'x-example');
  const several = child(schema, 'examples');
  const node = several ?? single;
  const values = [...(single ? [single.value] : []), ...items(several).map(({ value }) => value)];
  return node && values.length > 0 ? { node, values } : undefined;
}

function sameSet(a: readonly unknown[], b: readonly unknown[]): boolean {
  const among = (values: readonly unknown[], others: readonly unknown[]) =>
    values.every((value) => others.some((other) => sameValue(value, other)));
  return among(a, b) && among(b, a);
}
