import type { Node } from '../document/document.ts';
import { lastKeys } from '../document/node.ts';
import { parentPointer, type Pointer } from '../document/pointer.ts';

/** A schema that stands inside another and must hold, or is tried, for the same value. */
const inPlace = /\/(?:(?:allOf|anyOf|oneOf)\/\d+|not|if|then|else|dependentSchemas\/[^/]*)$/;
/** Where a schema stands that others refer to. */
const component = /^$|\/(?:components\/schemas|definitions|\$defs)\/[^/]*$/;

/** The same by the last keys. */
const inPlaceKeys = new Set<string | undefined>(['not', 'if', 'then', 'else', undefined]);
const schemaMaps = new Set<string | undefined>([
  ...['allOf', 'anyOf', 'oneOf', 'dependentSchemas'],
  ...['schemas', 'definitions', '$defs'],
]);

interface Edge {
  readonly to: string;
  /** The `$ref` that it follows; undefined from a schema to one inside it. */
  readonly by: Node | undefined;
}

/** Gathers the references of schemas, to find those that lead back to a schema for the same value. */
export interface Endless {
  /** Takes the value of a `$ref` in a schema, and the schema that it leads to. */
  add(reference: Node, target: Node): void;
  /** Gives of each ring the reference that was added first; of rings of nothing but `$ref`s, none. */
  rings(): Node[];
}

/** Gives an `Endless` that knows of no reference. */
export function createEndless(): Endless {
  const edges = new Map<string, Edge[]>();
  const connect = (from: string, edge: Edge) => {
    const known = edges.get(from);
    if (known) known.push(edge);
    else edges.set(from, [edge]);
  };
  const name = (node: Node, pointer: Pointer = node.pointer) => `${node.document.uri}#${pointer}`;

  return {
    add(reference, target) {
      // Asked of every reference: most stand where the values differ, and few pointers need be looked at.
      const [, key, holder] = lastKeys(reference, 3);
      if (!schemaMaps.has(holder) && !inPlaceKeys.has(key)) return;
      let pointer = parentPointer(reference.pointer);
      if (pointer === undefined || !(inPlace.test(pointer) || component.test(pointer))) return;
      connect(name(reference, pointer), { to: name(target), by: reference });
      for (let match = inPlace.exec(pointer); match; match = inPlace.exec(pointer)) {
        const holder = pointer.slice(0, match.index) as Pointer;
        connect(name(reference, holder), { to: name(reference, pointer), by: undefined });
        pointer = holder;
      }
    },
    rings: () => ringsOf(edges),
  };
}

function ringsOf(edges: ReadonlyMap<string, readonly Edge[]>): Node[] {
  const found: Node[] = [];
  const done = new Set<string>();
  for (const start of edges.keys()) {
    const open = new Map<string, number>();
    const stack: { readonly at: string; readonly by: Edge | undefined; next: number }[] = [];
    const enter = (at: string, by: Edge | undefined) => {
      open.set(at, stack.length);
      stack.push({ at, by, next: 0 });
    };
    if (!done.has(start)) enter(start, undefined);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = edges.get(top.at)?.[top.next++];
      if (edge === undefined) {
        done.add(top.at);
        open.delete(top.at);
        stack.pop();
        continue;
      }
      const since = open.get(edge.to);
      if (since !== undefined) {
        const ring = [...stack.slice(since + 1).map(({ by }) => by), edge];
        const [first] = ring.flatMap((each) => each?.by ?? []);
        // A ring of `$ref`s alone is reported where references are followed.
        if (first && ring.some((each) => each?.by === undefined)) found.push(first);
      } else if (!done.has(edge.to)) enter(edge.to, edge);
    }
  }
  return found;
}
