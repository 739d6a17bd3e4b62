import type { Converted, SchemaError } from '../converted.ts';
import type { Judge, KeywordTable } from './keyword.ts';
import { fail, type Part } from './part.ts';

/** Takes a schema and a part; gives whether the schema accepts its value. */
export type Accepts = (schema: Converted, part: Part) => boolean;

/**
 * Takes what judges, and what judges until something is refused, as `not` and `if` do; gives the keywords that hold for
 * values of any type. Of a union, only that it fails is told.
 */
export function anyKeywords(judge: Judge, acceptsAtOnce: Accepts): KeywordTable {
  const accepts: Accepts = (schema, { data, place }) => {
    const errors: SchemaError[] = [];
    judge(schema, data, place, errors);
    return errors.length === 0;
  };
  return {
    const: (value: unknown) => (part) => {
      if (part.data !== value) fail(part, 'const');
    },
    enum: (values: readonly unknown[]) => (part) => {
      if (!values.some((value) => value === part.data)) fail(part, 'enum');
    },
    not: (schema: Converted) => (part) => {
      if (acceptsAtOnce(schema, part)) fail(part, 'not');
    },
    anyOf: (schemas: readonly Converted[]) => (part) => {
      if (!schemas.some((schema) => accepts(schema, part))) fail(part, 'anyOf');
    },
    oneOf: (schemas: readonly Converted[]) => (part) => {
      const passing: number[] = [];
      for (const [index, schema] of schemas.entries()) {
        if (accepts(schema, part)) passing.push(index);
        if (passing.length === 2) break;
      }
      if (passing.length !== 1)
        fail(part, 'oneOf', { passingSchemas: passing.length === 2 ? passing : null });
    },
    allOf: (schemas: readonly Converted[]) => (part) => {
      for (const schema of schemas) judge(schema, part.data, part.place, part.errors);
    },
    if(condition: Converted, { then, else: otherwise }) {
      if (then === undefined && otherwise === undefined) return undefined;
      return (part) => {
        const chosen = acceptsAtOnce(condition, part) ? then : otherwise;
        if (chosen !== undefined) judge(chosen as Converted, part.data, part.place, part.errors);
      };
    },
    unlessNull: (schema: Converted) => (part) => {
      if (part.data !== null) judge(schema, part.data, part.place, part.errors);
    },
  };
}
