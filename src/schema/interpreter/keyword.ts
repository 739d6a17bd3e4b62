import type { Converted, SchemaError } from '../converted.ts';
import type { Part, Place } from './part.ts';

/** Takes a part; adds what is wrong with it to its errors. */
export type Check = (part: Part) => void;

/** Takes a schema, a value and its place; adds its errors to the list. */
export type Judge = (
  schema: Converted,
  data: unknown,
  place: Place | undefined,
  errors: SchemaError[],
) => void;

/**
 * By keyword, in the order in which Ajv tells its errors: takes its value, whose shape conversion has checked, and
 * the schema that holds it; gives what checks a part, undefined where there is nothing to check.
 */
export type KeywordTable = Readonly<
  Record<string, (argument: never, schema: Converted) => Check | undefined>
>;
