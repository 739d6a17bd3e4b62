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

/** As `follow`, and undefined where the chain leads nowhere. */
export function followed(documents: Documents, node: Node): Node | undefined {
  const result = follow(documents, node);
  return result.kind === 'found' ? result.node : undefined;
}

function referenceIn(node: Node): Node<string> | undefined {
  const { value } = node;
  return isObject(value) && Object.hasOwn(value, '$ref') ? stringChild(node, '$ref') : undefined;
}
