import { pointerKeys, type Pointer } from '../document/pointer.ts';

/** Takes a value and a pointer into it; gives the part there, undefined where there is none. */
export function valueAt(value: unknown, pointer: Pointer): unknown {
  let at = value;
  for (const key of pointerKeys(pointer)) {
    at =
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined;
  }
  return at;
}
