import type { Node } from '../document/document.ts';
import { child, isObject, isObjectNode, stringChild, textIn } from '../document/node.ts';
import type { Discriminator, Unit } from './converted.ts';

/**
 * Takes a schema and the unit it belongs to; gives its `discriminator` (Discriminator Object; in Swagger 2.0 the
 * name of the property), or undefined where it has none that can be read.
 */
export function discriminatorOf(schema: Node, owner: Unit): Omit<Discriminator, 'union'> | undefined {
  const node = child(schema, 'discriminator');
  if (!node) return undefined;
  const property = typeof node.value === 'string' ? node.value : textIn(node, 'propertyName');
  if (property === undefined) return undefined;
  const mapping = isObject(node.value) ? child(node, 'mapping') : undefined;
  const fallback = isObject(node.value) ? stringChild(node, 'defaultMapping') : undefined;
  return { node, schema, owner, property, mapping: isObjectNode(mapping) ? mapping : undefined, fallback };
}
