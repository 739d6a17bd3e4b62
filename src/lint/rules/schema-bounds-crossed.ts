import type { Node } from '../../document/document.ts';
import { child, isObject } from '../../document/node.ts';
import { exactValue } from '../../schema/exact.ts';
import { defineLintRule } from '../rule.ts';

const pairs = [
  { low: 'minimum', high: 'maximum', of: 'number' },
  { low: 'minLength', high: 'maxLength', of: 'string' },
  { low: 'minItems', high: 'maxItems', of: 'array' },
  { low: 'minProperties', high: 'maxProperties', of: 'object' },
] as const;

/** A limit that a schema sets. */
interface Bound {
  readonly keyword: string;
  readonly node: Node;
  readonly value: number | bigint;
  /** Whether the limit itself is out. */
  readonly excluded: boolean;
}

export default defineLintRule({
  code: 'schema-bounds-crossed',
  severity: 'error',
  summary: 'Keep a lower bound below its upper bound.',
  why: 'No value lies between them, so every request or response with such a value is wrong.',
  fix: 'Correct one of the two.',
  aliases: ['schema-min-max'],
  section: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-6',
  messages: {
    crossed: '{low} {lowValue} is above {high} {highValue}: no {of} fits',
    empty: '{low} and {high} are both {lowValue}, which is excluded: no {of} fits',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Pages: { type: integer, minimum: 100, maximum: 1 }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Pages: { type: integer, minimum: 1, maximum: 100 }
`,
  create(report, { isFaulty }) {
    return {
      schemasWith: ['exclusiveMinimum', ...pairs.map(({ low }) => low)],
      schema({ node }) {
        for (const { low, high, of } of pairs) {
          const from = bound(node, low, 'exclusiveMinimum');
          const to = from && bound(node, high, 'exclusiveMaximum');
          if (!from || !to || from.value < to.value || isFaulty(from.node) || isFaulty(to.node)) continue;
          const params = { low: from.keyword, lowValue: String(from.value), high: to.keyword, of };
          const related = [{ message: `${to.keyword} is here`, at: to.node }];
          if (from.value > to.value) {
            report({
              message: 'crossed',
              params: { ...params, highValue: String(to.value) },
              at: from.node,
              related,
            });
          } else if (from.excluded || to.excluded)
            report({ message: 'empty', params, at: from.node, related });
        }
      },
    };
  },
});

/** The stricter of the two ways to set one: by itself, or, for numbers, with `exclusive…` as a number of its own. */
function bound(node: Node, keyword: string, exclusive: string): Bound | undefined {
  const { value } = node;
  if (!isObject(value) || !(Object.hasOwn(value, keyword) || Object.hasOwn(value, exclusive)))
    return undefined;
  const found: Bound[] = [];
  const numeric = keyword === 'minimum' || keyword === 'maximum';
  const plain = child(node, keyword);
  const other = numeric ? child(node, exclusive) : undefined;
  const plainValue = limitOf(plain);
  if (plain && plainValue !== undefined) {
    // 2.0 and 3.0 exclude a bound by a boolean beside it.
    found.push({ keyword, node: plain, value: plainValue, excluded: other?.value === true });
  }
  const otherValue = limitOf(other);
  if (other && otherValue !== undefined) {
    found.push({ keyword: exclusive, node: other, value: otherValue, excluded: true });
  }
  return found.sort((a, b) => {
    const [lower, higher] = keyword === 'minimum' ? [b, a] : [a, b];
    if (lower.value !== higher.value) return lower.value < higher.value ? -1 : 1;
    return Number(b.excluded) - Number(a.excluded);
  })[0];
}

/** A limit, exactly as it is written; undefined for what is no number, or none that is finite. */
function limitOf(node: Node | undefined): number | bigint | undefined {
  if (node === undefined || !Number.isFinite(node.value)) return undefined;
  const exact = exactValue(node.value, node);
  return typeof exact === 'number' || typeof exact === 'bigint' ? exact : undefined;
}
