import type { Atom, Schema } from './algebra.ts';

/**
 * Whose schema a literal comes from. `receiver` may be read tolerantly; `strict` is a part of the receiver's where
 * tolerance would turn into its opposite (below `not` and in the condition of `if`).
 */
export type Origin = 'sender' | 'receiver' | 'strict';

/** The value is (`sign`) or is not one of the schema's. */
export interface SchemaLiteral {
  readonly schema: Schema;
  readonly sign: boolean;
  readonly origin: Origin;
}

/** One atom holds (`sign`) or fails. */
export interface AtomLiteral {
  readonly atom: Atom;
  readonly sign: boolean;
  readonly origin: Origin;
}

export type Literal = SchemaLiteral | AtomLiteral;

/** Literals that hold together. */
export type Alternative = readonly Literal[];

/** Alternatives of which at least one holds. */
export type Choice = readonly Alternative[];

export const isSchemaLiteral = (literal: Literal): literal is SchemaLiteral => 'schema' in literal;

/** Whose a part of a literal is that stands below `not` or in a condition. */
export const inverted = (origin: Origin): Origin => (origin === 'receiver' ? 'strict' : origin);
