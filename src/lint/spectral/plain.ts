import { isComposite, type Place } from './place.ts';
import type { View } from './view.ts';

/**
 * Takes a view; gives a function from a settled place to its value as plain data, with what the view follows in the
 * place of references. A reference that leads back to what it stands in is left as it is written, so the data has no
 * cycle; shared parts are shared.
 */
export function createPlain(view: View): (place: Place) => unknown {
  const made = new Map<Place, unknown>();
  return (place) => {
    if (!isComposite(place)) return place.value;
    if (!made.has(place)) make(view, place, made);
    return made.get(place);
  };
}

interface Frame {
  readonly place: Place;
  readonly children: readonly Place[];
  next: number;
}

/** Makes all that a place leads to, without recursion: chains of references are as long as a description likes. */
function make(view: View, start: Place, made: Map<Place, unknown>): void {
  const open = new Set<Place>();
  const stack: Frame[] = [];
  const enter = (place: Place): void => {
    made.set(place, Array.isArray(place.value) ? [] : {});
    open.add(place);
    stack.push({ place, children: view.children(place), next: 0 });
  };
  enter(start);
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const use = frame.children[frame.next];
    if (use === undefined) {
      open.delete(frame.place);
      stack.pop();
      continue;
    }
    const end = view.settle(use);
    if (isComposite(end) && !made.has(end)) {
      enter(end);
      continue;
    }
    frame.next += 1;
    const value = !isComposite(end) ? end.value : end !== use && open.has(end) ? use.value : made.get(end);
    const target = made.get(frame.place) as Record<string | number, unknown>;
    // Defines an own property, `__proto__` among them.
    Object.defineProperty(target, use.key, { value, enumerable: true, writable: true, configurable: true });
  }
}
