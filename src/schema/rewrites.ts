import type { Node } from '../document/document.ts';
import { isObject } from '../document/node.ts';
import type { Draft } from './assertions.ts';
import type { Converted } from './converted.ts';

/** A list of names in a dependency is `required` under a condition: the violation then names that keyword. */
export function requiredBy(
  node: Node,
  keyword: string,
  cause: string,
  required: readonly string[],
): Converted {
  return {
    origin: () => ({
      node,
      names: new Map([
        ['required', keyword],
        ['cause', cause],
      ]),
    }),
    required: [...new Set(required)],
  };
}

/** Takes a draft, a name and what holds where a value has it; adds that to its `dependencies`. */
export function addDependency(draft: Draft, name: string, schema: Converted): void {
  const dependencies = isObject(draft['dependencies']) ? draft['dependencies'] : {};
  const taken = dependencies[name];
  const both = taken === undefined ? schema : { origin: schema.origin, allOf: [taken, schema] };
  draft['dependencies'] = Object.fromEntries([...Object.entries(dependencies), [name, both]]);
}

/**
 * OpenAPI 3.0 `nullable`: null passes all but an `enum` that lacks it (3.0.3). That it needs a `type` beside it
 * is the letter of 3.0.3; what users mean by it beside `allOf` or `anyOf` is beyond doubt.
 */
export function nullable(schema: Converted): Converted {
  const { origin, enum: values, structuredEnum, type, ...rest } = schema;
  const combines = ['allOf', 'anyOf', 'oneOf', 'not', 'discriminate'].some((keyword) => keyword in rest);
  const types = type === undefined ? {} : { type: [...new Set([type, 'null'].flat())] };
  const listed = {
    ...(values !== undefined && { enum: values }),
    ...(structuredEnum !== undefined && { structuredEnum }),
  };
  if (!combines) return { ...rest, ...types, ...listed, origin };
  return { ...types, ...listed, origin, unlessNull: { ...rest, origin } };
}
