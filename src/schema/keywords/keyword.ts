import type { Converted, SchemaError } from '../converted.ts';

/** A keyword of ours: takes its value and the schema around it; gives what finds the errors of a value. */
export type KeywordCompiler<V> = (
  value: V,
  parent: Converted,
) => (data: unknown) => readonly SchemaError[] | undefined;

/** Adds a keyword to the compiler. */
export type AddKeyword = <V>(
  keyword: string,
  type: 'array' | 'object' | 'number' | undefined,
  compile: KeywordCompiler<V>,
) => void;
