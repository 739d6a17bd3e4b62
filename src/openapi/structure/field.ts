import type { VersionRange } from '../version.ts';
import type { ObjectKind } from './kinds.ts';

/** What the value of a field must be. */
export type FieldType =
  | { readonly is: 'any' | 'boolean' | 'number' | 'positive' | 'integer' | 'count' }
  | { readonly is: 'string'; readonly format?: 'url' | 'self' | 'email' | 'base-path' | 'host' }
  | { readonly is: 'enum'; readonly values: readonly string[] }
  | { readonly is: 'object'; readonly kind: ObjectKind }
  | { readonly is: 'array'; readonly of: FieldType; readonly min?: number; readonly unique?: boolean }
  | { readonly is: 'map'; readonly of: FieldType; readonly keys?: NamePattern }
  /** The first alternative that has the JSON type of the value. */
  | { readonly is: 'either'; readonly of: readonly FieldType[] };

/** What the names in a map must be. */
export interface NamePattern {
  readonly names: RegExp;
  /** What such names consist of, for messages. */
  readonly of: string;
}

/** One field of an object, in a range of versions. */
export interface Field extends VersionRange {
  readonly type: FieldType;
  /** In all versions that have the field, or in some. */
  readonly required?: true | VersionRange;
}

/** Fields whose names follow a pattern. */
export interface PatternedField extends VersionRange {
  readonly names: RegExp;
  /** What such a name is, for messages: `a path that starts with "/"`. */
  readonly what: string;
  readonly type: FieldType;
}

/** What the specification says of one kind of object, all versions together. */
export interface ObjectSpec {
  /** As the specification calls it: `Info Object`. */
  readonly title: string;
  readonly fields: Readonly<Record<string, Field | readonly Field[]>>;
  readonly patterned?: readonly PatternedField[];
  /** Whether names that start with `x-` are free for extensions. Default true. */
  readonly extensible?: boolean;
  /** Where fields that the specification does not name are allowed. */
  readonly open?: VersionRange;
  /** Where a Reference Object may stand in place of this object. */
  readonly reference?: VersionRange;
}

export const text: FieldType = { is: 'string' };
export const url: FieldType = { is: 'string', format: 'url' };
export const flag: FieldType = { is: 'boolean' };
export const count: FieldType = { is: 'count' };
export const number: FieldType = { is: 'number' };
export const anything: FieldType = { is: 'any' };

/** RFC 9110 section 5.6.2: what a method or the name of a header is written in. */
export const token: NamePattern = {
  names: /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/,
  of: "letters, digits and the characters !#$%&'*+-.^_`|~",
};

/** One of some strings. */
export function literal(...values: string[]): FieldType {
  return { is: 'enum', values };
}

/** An object of a kind, or a reference to one where the specification allows that. */
export function object(kind: ObjectKind): FieldType {
  return { is: 'object', kind };
}

/** An array. */
export function list(
  of: FieldType,
  limits: { readonly min?: number; readonly unique?: boolean } = {},
): FieldType {
  return { is: 'array', of, ...limits };
}

/** An object with free names. */
export function map(of: FieldType, keys?: NamePattern): FieldType {
  return keys === undefined ? { is: 'map', of } : { is: 'map', of, keys };
}

/** One of several types that differ in their JSON type. */
export function either(...of: FieldType[]): FieldType {
  return { is: 'either', of };
}

/** A field that may be left out. */
export function may(type: FieldType, range: VersionRange = {}): Field {
  return { type, ...range };
}

/** A field that must be there, in every version that has it or only in `where`. */
export function must(type: FieldType, range: VersionRange = {}, where?: VersionRange): Field {
  return { type, ...range, required: where ?? true };
}
