import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { child, eachMember, items, type JsonObject } from '../../document/node.ts';
import { dialectRules } from '../../schema/dialects.ts';
import { inPlace } from '../../schema/in-place.ts';
import type { SchemaSite } from '../../openapi/model.ts';

/** A schema with its language. */
export type Schema = Pick<SchemaSite, 'node' | 'dialect'>;

/** Takes a schema; gives what must hold for the same value, through `$ref` and `allOf`. */
export function partsOf(documents: Documents, { node, dialect }: Schema): readonly Node<JsonObject>[] {
  return inPlace(documents, node, dialectRules(dialect)?.refSiblings ?? true);
}

/** Takes the parts of a schema; gives the properties that they declare, by name, the first declaration of each. */
export function propertiesOf(parts: readonly Node<JsonObject>[]): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  const add = (name: string, property: Node): void => {
    if (!found.has(name)) found.set(name, property);
  };
  for (const part of parts) eachMember(child(part, 'properties'), add);
  return found;
}

/** Takes the parts of a schema; gives the one type beside null that it names, undefined for none or several. */
export function singleType(parts: readonly Node<JsonObject>[]): string | undefined {
  for (const part of parts) {
    const written = part.value['type'];
    if (typeof written === 'string') return written;
    if (!Array.isArray(written)) continue;
    const types = written.filter((type) => type !== 'null');
    if (types.length === 1 && typeof types[0] === 'string') return types[0];
  }
  return undefined;
}

/** The texts that a schema allows, and the list of them. */
export interface TextEnum {
  readonly at: Node;
  readonly values: readonly string[];
}

/** Takes a schema; gives the list of texts that it, or each of its items, has to be one of; undefined without one. */
export function textEnum(documents: Documents, schema: Schema): TextEnum | undefined {
  const parts = partsOf(documents, schema);
  const own = enumIn(parts);
  if (own) return own;
  const item = parts.flatMap((part) => child(part, 'items') ?? [])[0];
  return item && enumIn(partsOf(documents, { ...schema, node: item }));
}

function enumIn(parts: readonly Node<JsonObject>[]): TextEnum | undefined {
  for (const part of parts) {
    const at = child(part, 'enum');
    const values = items(at).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
    if (at && values.length > 0) return { at, values };
  }
  return undefined;
}
