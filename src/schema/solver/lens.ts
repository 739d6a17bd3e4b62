import type { Atom } from './algebra.ts';
import { isNever } from './declared.ts';

/** How a receiver reads its own schema. */
export interface Lens {
  /** Whether it asserts `format`. */
  readonly formats: boolean;
  /** Whether it minds a value that fits more than one branch of `oneOf`. */
  readonly overlaps: boolean;
  /** Whether it refuses members that its closed objects do not name. */
  readonly closed: boolean;
  /** Atoms that have been reported already and are taken for true. */
  readonly ignored: ReadonlySet<Atom>;
}

/** Takes every word of a schema seriously. */
export const strictLens: Lens = { formats: true, overlaps: true, closed: true, ignored: new Set() };

/** Whether an atom says nothing to a receiver. */
export function isWaived(atom: Atom, lens: Lens): boolean {
  if (lens.ignored.size > 0 && lens.ignored.has(atom)) return true;
  const { shape } = atom;
  if (shape.kind === 'format') return !lens.formats;
  if (shape.kind === 'additional') return !lens.closed && isNever(shape.child);
  if (shape.kind === 'opaque') return !lens.closed && atom.keyword === 'unevaluatedProperties';
  return false;
}
