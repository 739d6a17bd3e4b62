import { flag, optional } from '../document/reader.ts';
import type { Node } from '../document/document.ts';
import { isObject, valueIn } from '../document/node.ts';
import type { SchemaVisit } from '../openapi/visit.ts';

/** What rules about limits of values may be told. */
export const limitOptions = {
  responses: optional(flag, 'Whether to ask it of responses too; without it, only of what clients send.'),
};

/** Takes a schema that the walk came upon; gives whether values of it are sent by clients, or may be by anyone. */
export function isAsked({ node, directions }: SchemaVisit, responses: boolean | undefined): boolean {
  if (directions.has('request')) return valueIn(node, 'readOnly') !== true;
  return responses === true && directions.size > 0;
}

/**
 * Takes a schema and a type; gives whether it names that type and leaves its values open: not where they are listed,
 * and not beside a `$ref`, which may say the rest.
 */
export function leavesOpen({ value }: Node, type: string): boolean {
  if (!isObject(value) || ['enum', 'const', '$ref'].some((keyword) => Object.hasOwn(value, keyword)))
    return false;
  const named = value['type'];
  return Array.isArray(named) ? named.includes(type) : named === type;
}

/** Takes a schema; gives whether it has one of the keywords. */
export function hasAny({ value }: Node, keywords: readonly string[]): boolean {
  return isObject(value) && keywords.some((keyword) => Object.hasOwn(value, keyword));
}
