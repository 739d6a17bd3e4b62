import type { Node } from '../document/document.ts';
import { pointerKeys, rootPointer } from '../document/pointer.ts';
import type { Pair } from './pair.ts';
import type { Break } from '../schema/solver/verdict.ts';

/** The codes of the checks that speak of schemas. */
export type SchemaCode =
  | 'enum-value-added'
  | 'enum-value-removed'
  | 'object-closed'
  | 'object-opened'
  | 'property-added'
  | 'property-optional'
  | 'property-removed'
  | 'property-required'
  | 'schema-alternatives-changed'
  | 'schema-bound-changed'
  | 'schema-changed'
  | 'schema-format-changed'
  | 'schema-pattern-changed'
  | 'schema-type-changed';

/** One difference between two schemas that stand opposite, as their texts show it. */
export interface SchemaEdit {
  readonly code: SchemaCode;
  readonly before: Node | undefined;
  readonly after: Node | undefined;
  /** What it is about: a property's name, an enum's value, a keyword. */
  readonly subject: string;
  /** What stood there and what stands there now, in words or as JSON. */
  readonly was: string;
  readonly is: string;
  /** Whether what differs is the same as doubles: whole numbers beyond 2^53. */
  readonly beyondDoubles?: true;
  /** The two schemas whose keyword or property differs. */
  readonly owner?: Pair<Node>;
}

/** An edit, and what it means for whoever reads the other version. */
export interface SchemaFinding {
  readonly edit: SchemaEdit;
  /** The payload that shows that it breaks; undefined where it breaks nobody or that could not be decided. */
  readonly found: Break | undefined;
  /** Why nothing was decided. */
  readonly unproven: string | undefined;
  /** The edit that it explains, where it is told at another place. */
  readonly explains?: SchemaEdit;
}

const bounds = [
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains'],
  ...['minProperties', 'maxProperties'],
];

const codeByKeyword = new Map<string, SchemaCode>([
  ...bounds.map((keyword) => [keyword, 'schema-bound-changed'] as const),
  ['type', 'schema-type-changed'],
  ['nullable', 'schema-type-changed'],
  ['x-nullable', 'schema-type-changed'],
  ['pattern', 'schema-pattern-changed'],
  ['format', 'schema-format-changed'],
  ['oneOf', 'schema-alternatives-changed'],
  ['anyOf', 'schema-alternatives-changed'],
  ['discriminator', 'schema-alternatives-changed'],
]);

/** Takes a keyword that says the same of every change to it; gives the code of its check. */
export function codeOfKeyword(keyword: string): SchemaCode {
  return codeByKeyword.get(keyword) ?? 'schema-changed';
}

/** Takes a break and which version receives; gives the code of the check that speaks of it. */
export function codeOfBreak({ keyword }: Break, receiver: 'before' | 'after'): SchemaCode {
  if (keyword === 'required') return receiver === 'after' ? 'property-required' : 'property-optional';
  if (keyword === 'enum' || keyword === 'const') {
    return receiver === 'after' ? 'enum-value-removed' : 'enum-value-added';
  }
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    return receiver === 'after' ? 'object-closed' : 'object-opened';
  }
  return codeOfKeyword(keyword);
}

/**
 * Takes an edit; gives what it is about in words, from where it stands: `"status"` for what is below a property of
 * that name, `an item of "tags"`, `schema "Title"`, else `the value`.
 */
export function nameOfPlace({ before, after }: SchemaEdit): string {
  const keys = pointerKeys((after ?? before)?.pointer ?? rootPointer);
  const last = keys.lastIndexOf('properties');
  const property = keys[last + 1];
  if (last !== -1 && property !== undefined) {
    const quoted = JSON.stringify(property);
    return keys.includes('items', last + 2) ? `an item of ${quoted}` : quoted;
  }
  const index = keys.findIndex((key) => key === 'schemas' || key === 'definitions');
  const component = index === -1 ? undefined : keys[index + 1];
  return component === undefined ? 'the value' : `schema ${JSON.stringify(component)}`;
}
