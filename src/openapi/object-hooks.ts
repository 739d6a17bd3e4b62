import type { Node } from '../document/document.ts';
import { isObject } from '../document/node.ts';
import type { ObjectKind } from './structure/kinds.ts';
import type { TextField, Visitor } from './visit.ts';

const textFields: readonly TextField[] = ['description', 'summary', 'title'];

/**
 * Takes visitors; gives what takes an object and its kind, and hands it, and then its texts for people, to those that
 * ask for them, in the visitors' order.
 */
export function objectTeller(visitors: readonly Visitor[]): (node: Node, kind: ObjectKind) => void {
  const ofObjects = visitors.filter((each) => each.object);
  const ofTexts = visitors.filter((each) => each.text);
  const byKind = new Map<ObjectKind, readonly Visitor[]>();

  const asking = (kind: ObjectKind): readonly Visitor[] => {
    let found = byKind.get(kind);
    if (found === undefined) {
      found = ofObjects.filter(({ objectsOf }) => objectsOf?.includes(kind) ?? true);
      byKind.set(kind, found);
    }
    return found;
  };

  // By index: called with every object, and each function made or iterator run would be garbage.
  return (node, kind) => {
    const asked = asking(kind);
    for (let index = 0; index < asked.length; index++) asked[index]?.object?.(node, kind);
    const { value } = node;
    if (ofTexts.length === 0 || !isObject(value)) return;
    for (let at = 0; at < textFields.length; at++) {
      const field = textFields[at] as TextField;
      const text = value[field];
      if (typeof text !== 'string') continue;
      for (let index = 0; index < ofTexts.length; index++) ofTexts[index]?.text?.(text, field, node, kind);
    }
  };
}
