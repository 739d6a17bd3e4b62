import type { Node } from '../../document/document.ts';
import type { Pointer } from '../../document/pointer.ts';
import type { SchemaSite } from '../../openapi/model.ts';

/** One constraint of the receiver that a witness runs into, at the place it is written. */
export interface Break {
  /** An instance of the sender's schema that the receiver's rejects, as small as it could be made. */
  readonly witness: unknown;
  /** Where in the witness the rejection is. */
  readonly at: Pointer;
  /** The keyword of the receiver that rejects: `type`, `required`, `enum`, … */
  readonly keyword: string;
  /** The receiver's keyword value, or its schema where the rejection has no keyword of its own. */
  readonly blamed: Node;
  /** The Schema Object of the receiver that rejects, with its keyword. */
  readonly holder: Node;
  /** The schema in the sender that stands opposite, where there is one. */
  readonly counterpart: Node | undefined;
  /** The property that is missing or unknown, where the rejection is about one. */
  readonly property?: string;
  /** Which receiver it hurts. 1: a tolerant one. 2: a strict one. 3: one that reads undeclared names. */
  readonly reading: 1 | 2 | 3;
}

/** Whether every instance of the sender's schema is one of the receiver's. */
export type Verdict =
  | { readonly kind: 'contained' }
  | { readonly kind: 'broken'; readonly breaks: readonly Break[] }
  | { readonly kind: 'unproven'; readonly reason: string };

/** Takes the schema of what is sent and the schema of who receives it, in one direction; gives the verdict. */
export type Contains = (sender: SchemaSite, receiver: SchemaSite) => Verdict;

/** Whether there is a value that a schema, or all of several schemas, accept. */
export type Satisfiability =
  | { readonly kind: 'witness'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unknown'; readonly reason: string };
