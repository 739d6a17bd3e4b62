/** A set of kinds of JSON values, as bits. The kinds are disjoint: an integer is not a fraction. */
export type Kinds = number;

export const nothing: Kinds = 0;
export const nulls: Kinds = 1;
export const booleans: Kinds = 2;
/** Numbers without a fractional part, however they are written (JSON Schema 2020-12 core, section 4.2.3). */
export const integers: Kinds = 4;
export const fractions: Kinds = 8;
export const numbers: Kinds = integers | fractions;
export const strings: Kinds = 16;
export const arrays: Kinds = 32;
export const objects: Kinds = 64;
export const anything: Kinds = 127;

/** The single kinds, those with the smaller instances first. */
export const eachKind: readonly Kinds[] = [nulls, booleans, integers, strings, fractions, arrays, objects];

/** Takes a JSON value; gives its kind, or `nothing` for what JSON cannot say. */
export function kindOf(value: unknown): Kinds {
  switch (typeof value) {
    case 'boolean':
      return booleans;
    case 'number':
      return Number.isInteger(value) ? integers : fractions;
    case 'string':
      return strings;
    case 'object':
      if (value === null) return nulls;
      return Array.isArray(value) ? arrays : objects;
    default:
      return nothing;
  }
}

/** Takes a name of `type`; gives its kinds, or undefined for a name that JSON Schema does not know. */
export function kindsOfType(name: unknown): Kinds | undefined {
  switch (name) {
    case 'null':
      return nulls;
    case 'boolean':
      return booleans;
    case 'integer':
      return integers;
    case 'number':
      return numbers;
    case 'string':
      return strings;
    case 'array':
      return arrays;
    case 'object':
      return objects;
    default:
      return undefined;
  }
}
