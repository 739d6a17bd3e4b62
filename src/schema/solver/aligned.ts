import type { Atom, Schema } from './algebra.ts';
import type { Step } from './step.ts';

/** A part of two schemas that speaks of the same part of a value in both. */
export interface AlignedPart {
  readonly step: Step;
  readonly sender: Schema;
  readonly receiver: Schema;
  /** The receiver's atom that holds if the part of the value is one of the receiver's part. */
  readonly atom: Atom;
}

/** A branch of the sender, and the union of the receiver that has to take its values. */
export interface Stray {
  readonly branch: Schema;
  readonly atom: Atom;
}
