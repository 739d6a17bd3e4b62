import type { Node } from '../../document/document.ts';
import type { Dialect, Direction } from '../../openapi/model.ts';
import type { Kinds } from './kinds.ts';

/** Which end of a range: `lower` for minimum, minLength, minItems; `upper` for their counterparts. */
export type Side = 'lower' | 'upper';

/**
 * What one atom says. Each is an implication on the kinds of its domain ("if the value is a string, its length is at
 * least 3"), so that a schema is a plain conjunction of them and "not this schema" is "one of its atoms fails".
 */
export type Shape =
  | { readonly kind: 'types'; readonly kinds: Kinds }
  | { readonly kind: 'enum'; readonly values: readonly unknown[]; readonly texts: ReadonlySet<string> }
  | { readonly kind: 'bound'; readonly side: Side; readonly limit: number; readonly exclusive: boolean }
  | { readonly kind: 'multipleOf'; readonly divisor: number }
  | { readonly kind: 'length'; readonly side: Side; readonly limit: number }
  | { readonly kind: 'pattern'; readonly source: string }
  | { readonly kind: 'format'; readonly name: string }
  | { readonly kind: 'itemCount'; readonly side: Side; readonly limit: number }
  | { readonly kind: 'uniqueItems' }
  | { readonly kind: 'prefixItem'; readonly index: number; readonly child: Schema }
  /** Every item from index `from` on. */
  | { readonly kind: 'restItems'; readonly from: number; readonly child: Schema }
  | { readonly kind: 'contains'; readonly child: Schema; readonly min: number; readonly max: number }
  | { readonly kind: 'required'; readonly name: string }
  | { readonly kind: 'property'; readonly name: string; readonly child: Schema }
  | { readonly kind: 'patternProperty'; readonly pattern: string; readonly child: Schema }
  /** Every member that has none of the names and matches none of the patterns. */
  | {
      readonly kind: 'additional';
      readonly names: ReadonlySet<string>;
      readonly patterns: readonly string[];
      readonly child: Schema;
    }
  | { readonly kind: 'propertyNames'; readonly child: Schema }
  | { readonly kind: 'propertyCount'; readonly side: Side; readonly limit: number }
  | { readonly kind: 'dependentRequired'; readonly name: string; readonly needed: string }
  | { readonly kind: 'dependentSchema'; readonly name: string; readonly child: Schema }
  | { readonly kind: 'anyOf'; readonly children: readonly Schema[] }
  | { readonly kind: 'oneOf'; readonly children: readonly Schema[] }
  | { readonly kind: 'not'; readonly child: Schema }
  | { readonly kind: 'if'; readonly test: Schema; readonly then: Schema; readonly else: Schema }
  /**
   * A constraint that nobody here can reason about; it may hold or fail for every value of its domain. Two that agree
   * in `token` and in the colours of `children` say the same.
   */
  | {
      readonly kind: 'opaque';
      readonly reason: string;
      readonly token: string;
      readonly children: readonly Schema[];
    };

export interface Atom {
  /** Unique in its solver. */
  readonly id: number;
  readonly shape: Shape;
  /** The kinds that it says anything about; it holds for every other. */
  readonly domain: Kinds;
  /** As written: `minLength`, `required`, `$ref`, … */
  readonly keyword: string;
  /** The keyword's value, or the schema where the atom has no keyword of its own. */
  readonly place: Node;
  /** The Schema Object that the keyword stands in. */
  readonly holder: Node;
}

/** A schema with `allOf` and `$ref` flattened into one conjunction of atoms. */
export interface Schema {
  /** Unique in its solver, counting from 0. */
  readonly id: number;
  readonly node: Node;
  readonly dialect: Dialect;
  readonly direction: Direction;
  /** Whether its values are read from text, so that a plain string takes numbers and booleans as they are written. */
  readonly textual: boolean;
  /** Whether it is all that is written at its node, rather than a part of that. */
  readonly whole: boolean;
  readonly atoms: readonly Atom[];
  /** The member names that it declares for the value itself, in any branch. */
  readonly names: ReadonlySet<string>;
  /** Whether it says explicitly that there may be other names, or declares none in some branch. */
  readonly open: boolean;
}

/** Takes an atom; gives the schemas that it applies, to the value itself or to its parts. */
export function childrenOf({ shape }: Atom): readonly Schema[] {
  switch (shape.kind) {
    case 'anyOf':
    case 'oneOf':
    case 'opaque':
      return shape.children;
    case 'if':
      return [shape.test, shape.then, shape.else];
    default:
      return 'child' in shape ? [shape.child] : [];
  }
}
