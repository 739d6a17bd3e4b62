import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObjectNode, items, stringChild } from '../document/node.ts';
import { pointerKeys } from '../document/pointer.ts';
import type { Dialect } from '../openapi/model.ts';
import { dialectRules } from '../schema/dialects.ts';
import { inPlace } from '../schema/in-place.ts';

/** A Discriminator Object of 3.x. */
export interface Discriminator {
  readonly node: Node;
  readonly property: string;
  readonly mapping: Node | undefined;
  /** Whether keywords beside a `$ref` count. */
  readonly siblings: boolean;
}

/** Takes a schema; gives its discriminator; undefined where it has none, or the dialect knows of none with a mapping. */
export function discriminatorOf(schema: Node, dialect: Dialect): Discriminator | undefined {
  if (dialect === 'openapi-2.0' || dialect === 'unknown') return undefined;
  const node = child(schema, 'discriminator');
  const property = node && stringChild(node, 'propertyName');
  if (!node || !property) return undefined;
  const siblings = dialectRules(dialect)?.refSiblings ?? true;
  const mapping = child(node, 'mapping');
  return { node, property: property.value, mapping: isObjectNode(mapping) ? mapping : undefined, siblings };
}

const most = 1_000;

/**
 * Takes a schema; gives every schema that a value of its union may be, those of unions within included; undefined
 * where it has no union.
 */
export function branchesBelow(
  documents: Documents,
  schema: Node,
  siblings: boolean,
): readonly Node[] | undefined {
  const own = inPlace(documents, schema, siblings).flatMap(listed);
  if (own.length === 0) return undefined;
  const found = new Map<unknown, Node>();
  const waiting = [...own];
  for (let branch = waiting.pop(); branch && found.size < most; branch = waiting.pop()) {
    if (found.has(branch.value)) continue;
    found.set(branch.value, branch);
    for (const part of inPlace(documents, branch, siblings)) {
      if (!found.has(part.value)) found.set(part.value, part);
      for (const each of listed(part)) waiting.push(each);
    }
  }
  return [...found.values()];
}

function listed(part: Node): readonly Node[] {
  return [...items(child(part, 'oneOf')), ...items(child(part, 'anyOf'))];
}

/** Takes a schema; gives its name in quotes, or `another schema` where it has none. */
export function schemaName({ pointer }: Node): string {
  const name = /\/(?:schemas|definitions|\$defs)\/[^/]+$/.test(pointer)
    ? pointerKeys(pointer).at(-1)
    : undefined;
  return name === undefined ? 'another schema' : `"${name}"`;
}
