import { child } from '../document/node.ts';
import type { Pointer } from '../document/pointer.ts';
import { holderOf, type Converted, type Frame, type SchemaError } from './converted.ts';
import type { Violation } from './violation.ts';

/** What explaining one judgement shares. */
export interface Explanation {
  /**
   * Takes a part of a schema, a value, the frame to judge it in and its place; gives its violations, undefined where
   * there are none, or where this judgement has had its share of trials.
   */
  trial(
    schema: Converted,
    data: unknown,
    frame: Frame | undefined,
    at: Pointer,
  ): readonly Violation[] | undefined;
}

/** Takes an error; gives its violation with the given words, at the keyword as it is written. */
export function violationOf(
  error: SchemaError,
  instance: Pointer,
  message: string,
  property?: string,
): Violation {
  const origin = holderOf(error)?.origin();
  const keyword = origin?.names.get(error.keyword) ?? error.keyword;
  // Every error carries the schema that it belongs to; one without would be a mistake of this compiler's own.
  if (!origin) throw new Error(`an error of ${error.keyword} without its schema`);
  return {
    keyword,
    instance,
    ...(property !== undefined && { property }),
    actual: error.data,
    message,
    schema: child(origin.node, keyword) ?? origin.node,
  };
}
