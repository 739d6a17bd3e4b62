import type { Direction, Operation } from './model.ts';
import { impliedBy } from './references.ts';
import type { Visit } from './visits.ts';

const none: ReadonlySet<Direction> = new Set();
const sets: readonly ReadonlySet<Direction>[] = [
  none,
  new Set(['request']),
  new Set(['response']),
  new Set(['request', 'response']),
];

/** Kinds that an operation holds but that are no part of its messages. */
const apart: ReadonlySet<string> = new Set(['operation', 'pathItem', 'callback', 'link', 'server']);

/**
 * Takes what the crawl came upon and the operations; gives a function from a parsed value to the directions in
 * which some operation sends it, through any number of references. What a webhook or callback sends is a request.
 */
export function directionsOf(
  visits: readonly Visit[],
  operations: Iterable<Operation>,
): (value: unknown) => ReadonlySet<Direction> {
  const senders = new Set<unknown>();
  for (const { node, pathItem } of operations) senders.add(node.value).add(pathItem.value);
  const inside = new Map<unknown, unknown[]>();
  const reached = new Map<unknown, number>();
  const stack: unknown[] = [];

  function reach(value: unknown, bits: number): void {
    const before = reached.get(value) ?? 0;
    if ((before | bits) === before) return;
    reached.set(value, before | bits);
    stack.push(value);
  }

  function link(from: unknown, to: unknown): void {
    const known = inside.get(from);
    if (known) known.push(to);
    else inside.set(from, [to]);
  }

  visits.forEach((visit) => {
    if (visit.type === 'reference') {
      if (visit.target) link(visit.use.value, visit.target.value);
      const implied = impliedBy(visit);
      if (implied && visit.target) link(visit.target.value, implied.schema.value);
      return;
    }
    const { node, kind, parent } = visit;
    if (parent === undefined || apart.has(kind)) return;
    if (parent.kind !== 'operation' && parent.kind !== 'pathItem') link(parent.node.value, node.value);
    else if (senders.has(parent.node.value)) {
      if (kind === 'parameter' || kind === 'requestBody') reach(node.value, 1);
      else if (kind === 'responses') reach(node.value, 2);
    }
  });
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    const bits = reached.get(value) ?? 0;
    inside.get(value)?.forEach((each) => reach(each, bits));
  }
  return (value) => sets[reached.get(value) ?? 0] ?? none;
}
