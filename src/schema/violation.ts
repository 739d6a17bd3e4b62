import type { Node } from '../document/document.ts';
import type { Pointer } from '../document/pointer.ts';

/** One way in which a value is not what its schema says. */
export interface Violation {
  /** The keyword that rejects: `type`, `required`, `discriminator`, `format`, … */
  readonly keyword: string;
  /** Where in the value: for a missing property, the object that lacks it. */
  readonly instance: Pointer;
  /** The member that is missing, unknown or badly named, where the violation is about one. */
  readonly property?: string;
  /** The value at `instance`. */
  readonly actual: unknown;
  /** In words a person would use, without the place: `must be one of "draft", "published"`. */
  readonly message: string;
  /** The keyword's value in the schema as written, through any number of references and files. */
  readonly schema: Node;
}

/** Why a schema cannot be judged with, and where in it. */
export interface Uncompilable {
  readonly node: Node;
  readonly reason: string;
}

/** What judging a value came to. */
export type Judgement =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid'; readonly violations: readonly Violation[] }
  | { readonly kind: 'unjudged'; readonly uncompilable: Uncompilable };
