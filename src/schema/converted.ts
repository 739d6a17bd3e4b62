import type { ErrorObject } from 'ajv';
import type { Node } from '../document/document.ts';
import type { Dialect, Direction } from '../openapi/model.ts';

/**
 * A schema in the one language that the compiler knows (draft 7 and the keywords of `keywords/`), whatever dialect
 * it was written in. What Ajv must not walk into stands behind a function.
 */
export interface Converted {
  readonly origin: () => Origin;
  readonly [keyword: string]: unknown;
}

/** Where a converted schema was written, and how its keywords are called there if they are called otherwise. */
export interface Origin {
  readonly node: Node;
  readonly names: ReadonlyMap<string, string>;
}

/** A schema that is compiled on its own: what a site or a reference leads to. */
export interface Unit {
  readonly node: Node;
  readonly dialect: Dialect;
  readonly direction: Direction;
  /** Names that a schema around this one hides in its direction, and this one requires. */
  readonly hidden: ReadonlySet<string>;
  /** Made when first asked for. Throws `Unjudgeable`. */
  conversion(): Conversion;
}

/** What converting a unit gave. */
export interface Conversion {
  readonly schema: Converted;
  /** All that leads out of it. */
  readonly links: readonly Link[];
}

/** A way from one unit to another. `self` is a part of the same schema that is compiled apart. */
export interface Link {
  readonly kind: 'reference' | 'dynamic' | 'recursive' | 'self';
  /** The schema object that holds the reference, or the part itself. */
  readonly node: Node;
  /** The reference as written. */
  readonly reference: string;
  readonly owner: Unit;
  readonly hidden: ReadonlySet<string>;
  /** Whether it applies to the very value that its owner applies to. */
  readonly inPlace: boolean;
}

/** A union with a tag that tells its branches apart, or a base schema whose tag names the schema that extends it. */
export interface Discriminator {
  /** The value of `discriminator`. */
  readonly node: Node;
  /** The schema that holds it. */
  readonly schema: Node;
  readonly owner: Unit;
  readonly property: string;
  /** The value of `mapping`. */
  readonly mapping: Node | undefined;
  /** 3.2: the value of `defaultMapping`. */
  readonly fallback: Node | undefined;
  /** Undefined for a base schema. */
  readonly union: { readonly whole: Converted; readonly branches: readonly Converted[] } | undefined;
}

/** `contains` with its bounds. */
export interface Contains {
  readonly schema: Converted;
  readonly least: number;
  readonly most: number;
}

/** The units entered on the way to a value, innermost first: JSON Schema's dynamic scope. */
export interface Frame {
  readonly unit: Unit;
  readonly data: unknown;
  readonly parent: Frame | undefined;
}

/** What another validation found, below the place `at` in the value. */
export interface Nested {
  readonly errors: readonly SchemaError[];
  readonly frame: Frame | undefined;
  readonly at: string;
}

/** Ajv's error in verbose mode, and ours. */
export interface SchemaError extends Readonly<Pick<ErrorObject, 'keyword' | 'data' | 'schema' | 'message'>> {
  readonly params: Readonly<Record<string, unknown>>;
  readonly instancePath?: string;
  readonly schemaPath?: string;
  /** The converted schema that holds the keyword. */
  readonly parentSchema?: Readonly<Record<string, unknown>>;
  readonly nested?: Nested;
  /** The keyword's value, where `schema` is what stands for it. */
  readonly shown?: unknown;
}

/** Takes an error; gives the schema that holds its keyword. */
export function holderOf({ parentSchema }: SchemaError): Converted | undefined {
  return isConverted(parentSchema) ? parentSchema : undefined;
}

function isConverted(schema: Readonly<Record<string, unknown>> | undefined): schema is Converted {
  return typeof schema?.['origin'] === 'function';
}

/** What keywords and explanations may ask of the compiler. */
export interface Engine {
  /** Where judging stands. Whoever changes it restores it. */
  frame: Frame | undefined;
  /** Whether the value has numbers that only the interpreter can judge (`exact.ts`). */
  exact: boolean;
  /** Takes a part of a converted schema and a value; gives its errors in the present frame, undefined if none. */
  errorsOf(schema: Converted, data: unknown): readonly SchemaError[] | undefined;
  /** Takes a unit and a value; gives its errors, undefined if none. Throws `Unjudgeable`. */
  run(unit: Unit, data: unknown): readonly SchemaError[] | undefined;
  /** Takes a link; gives the unit it leads to from the present frame. Throws `Unjudgeable`. */
  target(link: Link): Unit;
  /** Takes a node found on the way from a unit; gives that node's own unit. */
  unitAt(node: Node, from: Unit): Unit;
}
