import type { Node } from '../../document/document.ts';
import type { Schemas } from '../../schema/schemas.ts';
import type { References } from './references.ts';
import type { Target } from './target.ts';

/** What a function has to say against a target. */
export interface Result {
  /** In words that fit after "title: ". */
  readonly message: string;
  /** From the target to what is meant, where that is a part of it. */
  readonly below?: readonly (string | number)[];
  /** From the root of the description to what is meant, instead of that. */
  readonly absolute?: readonly (string | number)[];
}

/** What a function may ask beside its target. */
export interface FunctionContext {
  /** The target as plain data, references in it followed. */
  plain(): unknown;
  /** The root of the description, as it is written. */
  readonly root: unknown;
  /** Whether anything refers to the definition at that pointer of the root document. */
  isReferenced(pointer: string): boolean;
  /** How a target is named in a message: `"info.contact"`, or `the document`. */
  readonly name: string;
  /** The description as plain data, with references followed. */
  resolved(): unknown;
  /** The references in each of its documents, by uri. */
  references(): Readonly<Record<string, References>>;
  /** Of its root document. */
  readonly uri: string;
  readonly rule: { readonly name: string; readonly description: string | undefined };
}

/** Judges one target; undefined and an empty list are the same: nothing is wrong. */
export type RulesetFunction = (target: Target, context: FunctionContext) => readonly Result[] | undefined;

/** The options of a function where it is used: their value, and where they are written. */
export interface FunctionOptions {
  readonly value: unknown;
  /** Takes keys into the options; gives the node there. */
  node(...keys: readonly string[]): Node;
  /** Compiles schemas that are written in the ruleset. */
  readonly schemas: Schemas;
}

/** Takes options; gives the function that has them. Throws SyntaxError where they are not what it needs. */
export type FunctionMaker = (options: FunctionOptions) => RulesetFunction;
