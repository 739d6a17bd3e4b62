import type { Evidence } from '../../findings/finding.ts';
import type { Mismatch } from './mismatch.ts';

/** A mismatch that a finding was made of, which is plain data and has only words of it. */
export interface RememberedMismatch {
  readonly mismatch: Mismatch;
  /** The value without its secrets. */
  readonly shown: unknown;
}

const remembered = new WeakMap<Evidence, RememberedMismatch>();

/** Takes the evidence of a finding and the mismatch that it is of; gives the evidence, which now leads back to it. */
export function remember(evidence: Evidence, of: RememberedMismatch): Evidence {
  remembered.set(evidence, of);
  return evidence;
}

/** Takes the evidence of a finding, if it has any; gives the mismatch that it is of. */
export function mismatchOf(evidence: Evidence | undefined): RememberedMismatch | undefined {
  return evidence && remembered.get(evidence);
}
