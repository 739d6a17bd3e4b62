import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { isObject, stringChild } from '../document/node.ts';

/** What following the `$ref`s of an object came to. */
export type Followed =
  | {
      readonly kind: 'found';
      readonly node: Node;
      /** The objects with a `$ref` that were passed through, outermost first. Empty for one without. */
      readonly chain: readonly Node[];
    }
  | {
      readonly kind: 'unresolved';
      readonly reason: string;
      /** The `$ref` that leads nowhere. */ readonly at: Node;
    }
  | { readonly kind: 'circular'; readonly chain: readonly Node[] };

const noChain: readonly Node[] = [];

/** Takes a node; gives the end of its chain of `$ref`s, which is itself where it has none as a string. */
export function follow(documents: Documents, node: Node): Followed {
  if (referenceIn(node) === undefined) return { kind: 'found', node, chain: noChain };
  const chain: Node[] = [];
  const passed = new Set<unknown>();
  let current = node;
  for (let ref = referenceIn(current); ref !== undefined; ref = referenceIn(current)) {
    if (passed.has(current.value)) return { kind: 'circular', chain };
    passed.add(current.value);
    chain.push(current);
    const resolution = documents.resolve(ref.value, ref);
    if (resolution.kind === 'unresolved') return { kind: 'unresolved', reason: resolution.reason, at: ref };
    current = resolution.node;
  }
  return { kind: 'found', node: current, chain };
}

/** By description: the ends of chains by the objects on them, so that a chain is walked once from wherever. */
const ends = new WeakMap<Documents, WeakMap<object, Node | undefined>>();

/** As `follow`, and undefined where the chain leads nowhere. For documents to which nothing is added any more. */
export function followed(documents: Documents, node: Node): Node | undefined {
  if (referenceIn(node) === undefined) return node;
  let known = ends.get(documents);
  if (!known) ends.set(documents, (known = new WeakMap<object, Node | undefined>()));
  const passed = new Set<object>();
  let end: Node | undefined = node;
  for (let ref = referenceIn(node); ref !== undefined; ref = end && referenceIn(end)) {
    const holder: object = end?.value as object;
    if (known.has(holder)) {
      end = known.get(holder);
      break;
    }
    if (passed.has(holder)) {
      end = undefined;
      break;
    }
    passed.add(holder);
    const resolution = documents.resolve(ref.value, ref);
    end = resolution.kind === 'found' ? resolution.node : undefined;
  }
  for (const holder of passed) known.set(holder, end);
  return end;
}

function referenceIn(node: Node): Node<string> | undefined {
  const { value } = node;
  return isObject(value) && Object.hasOwn(value, '$ref') ? stringChild(node, '$ref') : undefined;
}
