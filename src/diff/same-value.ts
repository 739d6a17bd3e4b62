import { isObject } from '../document/node.ts';

/** Takes two JSON values; gives whether they are the same, whatever the order of members. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key], b[key]));
}

/** Members that hold what is compared apart. */
const structure = new Set([
  ...['paths', 'webhooks', 'components', 'definitions', 'info', 'servers', 'security', 'securityDefinitions'],
  ...['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query', 'additionalOperations'],
  ...['parameters', 'requestBody', 'responses', 'callbacks', 'content', 'schema', 'itemSchema', 'headers'],
  ...['links', 'encoding', 'properties', 'patternProperties', 'additionalProperties', 'items', 'prefixItems'],
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'contains', 'enum', 'required', '$defs'],
]);

/** Takes two objects of descriptions; gives whether all that they say themselves, not what is in them, is the same. */
export function saysSame(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): boolean {
  for (const key in a) if (!structure.has(key) && !sameValue(a[key], b[key])) return false;
  for (const key in b) if (!structure.has(key) && !Object.hasOwn(a, key)) return false;
  return true;
}
