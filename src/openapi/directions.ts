import type { LoadedApi } from './load.ts';
import type { Direction, Operation } from './model.ts';
import { impliedBy } from './references.ts';
import type { ObjectVisit, Visit } from './visits.ts';

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
 * Takes what the crawl came upon and the operations; gives a function from an object that it came upon to the
 * directions in which some operation sends it, through any number of references. What a webhook or callback sends is a
 * request.
 */
export function directionsOf(
  { visits, visited }: Pick<LoadedApi, 'visits' | 'visited'>,
  operations: Iterable<Operation>,
): (at: ObjectVisit) => ReadonlySet<Direction> {
  const senders = new Set<unknown>();
  for (const { node, pathItem } of operations) senders.add(node.value).add(pathItem.value);
  const known = new Uint8Array(visits.length);
  const ends = endsOf(visits);
  const implied = impliedTargets(visits, visited);
  const left: { readonly from: number; readonly bits: number }[] = [];

  function reach(at: ObjectVisit | undefined, bits: number): void {
    if (at) left.push({ from: at.index, bits });
  }

  /** What is written inside an object follows it. */
  function spread(from: number, bits: number): void {
    const end = ends[from] as number;
    for (let index = from; index < end; index++) {
      const visit = visits[index] as Visit;
      if (visit.type === 'reference') {
        if (visit.target) reach(visited.get(visit.target.value), bits);
        continue;
      }
      const before = known[index] as number;
      if ((before | bits) === before || apart.has(visit.kind)) {
        index = (ends[index] as number) - 1;
        continue;
      }
      known[index] = before | bits;
      reach(visit.before, bits);
      implied.get(visit)?.forEach((each) => reach(each, bits));
    }
  }

  visits.forEach((visit) => {
    if (visit.type === 'reference' || visit.parent === undefined || !senders.has(visit.parent.node.value))
      return;
    if (visit.kind === 'parameter' || visit.kind === 'requestBody') reach(visit, 1);
    else if (visit.kind === 'responses') reach(visit, 2);
  });
  for (let next = left.pop(); next !== undefined; next = left.pop()) spread(next.from, next.bits);
  return ({ index, before }) => sets[(known[index] ?? 0) | (before ? (known[before.index] ?? 0) : 0)] ?? none;
}

/** For each visit, the one behind the last of what is written inside it. */
function endsOf(visits: readonly Visit[]): Uint32Array {
  const ends = new Uint32Array(visits.length);
  for (let index = visits.length - 1; index >= 0; index--) {
    const visit = visits[index] as Visit;
    const end = Math.max(ends[index] as number, index + 1);
    ends[index] = end;
    const holder = visit.type === 'reference' ? visit.by : visit.parent;
    if (holder) ends[holder.index] = Math.max(ends[holder.index] as number, end);
  }
  return ends;
}

/** By schemas that have a `discriminator`, those that build on them: a value of the former may be one of theirs. */
function impliedTargets(
  visits: readonly Visit[],
  visited: LoadedApi['visited'],
): ReadonlyMap<ObjectVisit, readonly ObjectVisit[]> {
  const found = new Map<ObjectVisit, ObjectVisit[]>();
  visits.forEach((visit) => {
    const implied = visit.type === 'reference' ? impliedBy(visit) : undefined;
    if (visit.type !== 'reference' || implied === undefined) return;
    const from = visited.get(visit.target?.value);
    const to = visited.get(implied.schema.value);
    if (from && to) found.set(from, [...(found.get(from) ?? []), to]);
  });
  return found;
}
