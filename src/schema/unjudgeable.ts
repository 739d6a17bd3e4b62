import type { Node } from '../document/document.ts';
import type { Uncompilable } from './violation.ts';

/** Thrown where a schema turns out to be unusable; caught where judging started. */
export class Unjudgeable extends Error {
  readonly uncompilable: Uncompilable;

  constructor(node: Node, reason: string) {
    super(reason);
    this.uncompilable = { node, reason };
  }
}
