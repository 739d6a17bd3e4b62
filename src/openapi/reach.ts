import type { Node } from '../document/document.ts';
import { rootNode } from '../document/node.ts';
import { pointerKeys, type Pointer } from '../document/pointer.ts';
import type { LoadedApi } from './load.ts';
import type { Api, Operation } from './model.ts';
import type { ObjectVisit, ReferenceVisit } from './visits.ts';
import { operationsByValue } from './walk-places.ts';

/** Which operations a part of a description belongs to. */
export interface Reach {
  /** How many it is written in, or referred to from through any number of references. */
  readonly count: number;
  /** The one from which the fewest references lead to it; of several, the first in the text. */
  readonly nearest: Operation;
  /** The references that lead to it from there, outermost first; none where it is written there. */
  readonly through: readonly Node<string>[];
}

/**
 * As many references are followed for all places of a description: ten times what Stripe's takes. More are followed
 * where definitions refer to each other in chains of thousands, and where those have findings each.
 */
const mostFollowed = 30_000_000;

/**
 * Takes a loaded API; gives what finds the operations that a place in it belongs to, undefined for one that belongs
 * to none, or that is not looked for any more. Made for a few thousand places: each part between two references is
 * searched from once.
 */
export function createReach({
  api,
  visits,
  visited,
}: LoadedApi): (place: { readonly uri: string; readonly pointer: Pointer }) => Reach | undefined {
  const order = allOperations(api);
  const operations = operationsByValue(order);
  const inPathItem = new Map<unknown, Operation[]>();
  for (const operation of order) {
    const known = inPathItem.get(operation.pathItem.value);
    if (known) known.push(operation);
    else inPathItem.set(operation.pathItem.value, [operation]);
  }
  const uses = new Map<unknown, ReferenceVisit[]>();
  visits.forEach((visit) => {
    if (visit.type === 'object' || visit.target === undefined || visit.by === undefined) return;
    const known = uses.get(visit.target.value);
    if (known) known.push(visit);
    else uses.set(visit.target.value, [visit]);
  });
  const known = new Map<ObjectVisit, Reach | undefined>();
  let followed = 0;

  /** What is written inside an operation or path item belongs to that, and needs no search. */
  function holders(visit: ObjectVisit): readonly Operation[] {
    for (let at: ObjectVisit | undefined = visit; at !== undefined; at = at.parent) {
      if (at.kind === 'operation') return operations.get(at.node.value) ?? [];
      if (at.kind === 'pathItem') return inPathItem.get(at.node.value) ?? [];
    }
    return [];
  }

  function search(start: ObjectVisit): Reach | undefined {
    const found = new Set<Operation>();
    let nearest: Pick<Reach, 'nearest' | 'through'> | undefined;
    const seen = new Set<ObjectVisit>([start]);
    const queue: { readonly at: ObjectVisit; readonly way: Way | undefined }[] = [
      { at: start, way: undefined },
    ];
    for (let index = 0; index < queue.length; index += 1) {
      if (followed > mostFollowed) return undefined;
      const { at, way } = queue[index] as (typeof queue)[number];
      const here = holders(at);
      for (const operation of here) found.add(operation);
      const [first] = here;
      if (first) nearest ??= { nearest: first, through: nodesOf(way) };
      else
        for (let each: ObjectVisit | undefined = at; each !== undefined; each = each.parent) {
          followed += 1;
          uses.get(each.node.value)?.forEach((use) => {
            followed += 1;
            const from = use.by as ObjectVisit;
            if (seen.has(from)) return;
            seen.add(from);
            queue.push({ at: from, way: { by: use.node, then: way } });
          });
        }
    }
    return nearest && { count: found.size, ...nearest };
  }

  return ({ uri, pointer }) => {
    const document = api.documents.all.get(uri);
    if (document === undefined) return undefined;
    let value: unknown = rootNode(document).value;
    let visit = visited.get(value);
    for (const key of pointerKeys(pointer)) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) break;
      value = (value as Readonly<Record<string, unknown>>)[key];
      visit = visited.get(value) ?? visit;
    }
    if (visit === undefined || order.length === 0) return undefined;
    if (!known.has(visit)) known.set(visit, search(visit));
    return known.get(visit);
  };
}

/** References from the place searched for outwards. */
interface Way {
  readonly by: Node<string>;
  readonly then: Way | undefined;
}

function nodesOf(way: Way | undefined): readonly Node<string>[] {
  const nodes: Node<string>[] = [];
  for (let at = way; at !== undefined; at = at.then) nodes.push(at.by);
  return nodes;
}

function allOperations({ operations, webhooks }: Api): readonly Operation[] {
  const all = new Set<Operation>([...operations, ...webhooks]);
  // A set hands out what is added while it is gone through.
  for (const { callbacks } of all)
    for (const callback of callbacks.values())
      for (const operation of callback.operations) all.add(operation);
  return [...all];
}
