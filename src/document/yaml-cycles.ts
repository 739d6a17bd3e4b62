import type { ParseProblem } from './entry.ts';
import { appendKey, rootPointer, type Pointer } from './pointer.ts';

interface Frame {
  readonly collection: object;
  readonly keys: readonly string[];
  next: number;
  readonly pointer: Pointer;
}

/** What else is done on the way through a value. */
export interface Visit {
  /** Takes a key as it stands in the value; gives it as it stands in the text. */
  readonly name: (key: string) => string;
  /** Takes a member that is no collection; gives what to put in its place. */
  readonly scalar: (value: unknown) => unknown;
  /** Takes where a collection contains itself; gives what to put there. */
  readonly cut: (collection: object, key: string) => null | undefined;
  /** Takes a collection all of whose members have been visited. */
  readonly leave: (collection: object, keys: readonly string[], pointer: Pointer) => void;
}

const plain: Visit = { name: (key) => key, scalar: (value) => value, cut: () => null, leave: () => {} };

/**
 * Takes a value whose collections may contain themselves; puts null wherever one does, and tells where. Every
 * collection is visited once, however many aliases lead to it.
 */
export function cutCycles(root: unknown, visit: Visit = plain): readonly ParseProblem[] {
  const problems: ParseProblem[] = [];
  const open = new Set<object>();
  const seen = new Set<object>();
  const stack: Frame[] = [];
  const enter = (value: unknown, pointer: Pointer): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    open.add(value);
    stack.push({ collection: value, keys: Object.keys(value), next: 0, pointer });
  };
  enter(root, rootPointer);
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const { collection, keys } = frame;
    const key = keys[frame.next++];
    if (key === undefined) {
      visit.leave(collection, keys, frame.pointer);
      open.delete(collection);
      stack.pop();
      continue;
    }
    const member: unknown = Reflect.get(collection, key);
    if (typeof member !== 'object' || member === null) {
      const scalar = visit.scalar(member);
      if (scalar !== member) Object.defineProperty(collection, key, { value: scalar });
      continue;
    }
    if (!open.has(member)) {
      enter(member, appendKey(frame.pointer, visit.name(key)));
      continue;
    }
    const value = visit.cut(collection, key);
    Object.defineProperty(collection, key, { value });
    const instead = value === null ? 'read as null' : 'nothing is merged';
    problems.push({
      code: 'document-alias-cycle',
      message: `this alias stands for a collection that contains it; ${instead}`,
      pointer: appendKey(frame.pointer, visit.name(key)),
    });
  }
  return problems;
}
