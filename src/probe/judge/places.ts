import type { Node } from '../../document/document.ts';
import { child } from '../../document/node.ts';
import { pointerKeys, type Pointer } from '../../document/pointer.ts';

/** Takes where a value is written and a pointer into the value; gives the node there, or the nearest that is written. */
export function placeIn(root: Node, pointer: Pointer): Node {
  let node = root;
  for (const key of pointerKeys(pointer)) {
    const next = child(node, key);
    if (next === undefined) break;
    node = next;
  }
  return node;
}
