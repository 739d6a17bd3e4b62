import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { child, isObject, isObjectNode, items, members } from '../../document/node.ts';
import { appendKey, rootPointer, type Pointer } from '../../document/pointer.ts';
import type { SchemaSite } from '../../openapi/model.ts';
import { inPlace } from '../../schema/in-place.ts';
import { createPatterns, type Patterns } from '../../schema/patterns.ts';

/** As deep as schemas and values are followed. */
const deepest = 64;
/** As many parts of schemas are looked at for one value. */
const mostParts = 500;

/** A member that no schema which may hold for its object describes. */
export interface Undescribed {
  readonly pointer: Pointer;
  /** The schema of the object. */
  readonly schema: Node;
}

/**
 * Takes the texts of a description, a schema and a value; gives the members of objects in it that are allowed only
 * since nothing forbids them: they are no property by name or pattern, and nothing says what others are like.
 */
export function undescribedMembers(documents: Documents, site: SchemaSite, value: unknown): Undescribed[] {
  const siblings = site.dialect !== 'openapi-2.0' && site.dialect !== 'openapi-3.0';
  const found: Undescribed[] = [];
  const patterns = createPatterns(documents.limits);

  /** All schemas that may hold for the same value: through references, `allOf`, and every branch. */
  const partsOf = (schemas: readonly Node[]): Node[] => {
    const parts = new Map<unknown, Node>();
    const waiting = [...schemas];
    for (let node = waiting.shift(); node && parts.size < mostParts; node = waiting.shift()) {
      for (const part of inPlace(documents, node, siblings)) {
        if (parts.has(part.value)) continue;
        parts.set(part.value, part);
        for (const keyword of ['anyOf', 'oneOf'])
          for (const branch of items(child(part, keyword))) waiting.push(branch);
        for (const keyword of ['then', 'else']) {
          const branch = child(part, keyword);
          if (branch) waiting.push(branch);
        }
      }
    }
    return [...parts.values()];
  };

  const visit = (schemas: readonly Node[], part: unknown, pointer: Pointer, depth: number): void => {
    if (typeof part !== 'object' || part === null || depth > deepest || schemas.length === 0) return;
    const parts = partsOf(schemas);
    if (Array.isArray(part)) {
      const each = parts.flatMap((schema) => child(schema, 'items') ?? []).filter(isObjectNode);
      part.forEach((item, index) => visit(each, item, appendKey(pointer, index), depth + 1));
      return;
    }
    if (!isObject(part)) return;
    const described = parts.some((schema) => child(schema, 'properties') !== undefined);
    const [first] = schemas;
    for (const [name, member] of Object.entries(part)) {
      const at = appendKey(pointer, name);
      const inner = parts.flatMap((schema) => schemasOf(patterns, schema, name));
      if (inner.length > 0) visit(inner.filter(isObjectNode), member, at, depth + 1);
      else if (described && first) found.push({ pointer: at, schema: first });
    }
  };
  visit([site.node], value, rootPointer, 0);
  return found;
}

/** What a schema says of a member: by its name, a pattern, or of all others. */
function schemasOf(patterns: Patterns, schema: Node, name: string): Node[] {
  const properties = child(schema, 'properties');
  const named = properties && child(properties, name);
  const matching = members(child(schema, 'patternProperties')).flatMap(([pattern, node]) =>
    fits(patterns, pattern, name, node) ? [node] : [],
  );
  if (named) return [named, ...matching];
  if (matching.length > 0) return matching;
  const others = ['additionalProperties', 'unevaluatedProperties'].flatMap(
    (keyword) => child(schema, keyword) ?? [],
  );
  // What is forbidden is told by the schema itself.
  return others;
}

/** A pattern that is none or takes too long is taken to fit: the schema itself is told to be unjudgeable then. */
function fits(patterns: Patterns, pattern: string, name: string, at: Node): boolean {
  if (patterns.declare(pattern, at) !== undefined) return true;
  try {
    return patterns.get(pattern).test(name);
  } catch {
    return true;
  }
}
