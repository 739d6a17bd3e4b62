import type { ParseProblem } from './entry.ts';
import { appendKey, rootPointer, type Pointer } from './pointer.ts';

interface Frame {
  readonly collection: object;
  readonly keys: readonly string[];
  next: number;
  readonly pointer: Pointer;
}

/**
 * Takes a value whose collections may contain themselves; puts null wherever one does, and tells where. Every
 * collection is visited once, however many aliases lead to it.
 */
export function cutCycles(root: unknown): readonly ParseProblem[] {
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
    const key = frame.keys[frame.next++];
    if (key === undefined) {
      open.delete(frame.collection);
      stack.pop();
      continue;
    }
    const member: unknown = Reflect.get(frame.collection, key);
    if (typeof member !== 'object' || member === null) continue;
    const pointer = appendKey(frame.pointer, key);
    if (open.has(member)) {
      Object.defineProperty(frame.collection, key, { value: null });
      problems.push({
        code: 'document-alias-cycle',
        message: 'this alias stands for a collection that contains it; read as null',
        pointer,
      });
    } else {
      enter(member, pointer);
    }
  }
  return problems;
}
