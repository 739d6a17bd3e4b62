import type { Documents } from '../document/documents.ts';
import { child, stringChild } from '../document/node.ts';
import { followed } from '../openapi/follow.ts';
import type { MediaType, SchemaSite } from '../openapi/model.ts';
import { typesOf } from '../schema/types.ts';

/** Takes the media type of a form, the name of a field and the documents; gives the field's schema if it has one. */
export function fieldSchema(
  { schema }: MediaType,
  property: string,
  documents: Documents,
): SchemaSite | undefined {
  const node = schema && followed(documents, schema.node);
  const properties = node && child(node, 'properties');
  const field = properties && child(properties, property);
  return schema && field && { ...schema, node: field };
}

/**
 * Takes the schema of a form's field and the documents; gives the media type that it is sent as where nothing says
 * otherwise (Encoding Object, `contentType`), undefined where the schema leaves that open.
 */
export function defaultContentType(site: SchemaSite, documents: Documents): string | undefined {
  const types = [...typesOf(documents, site)].filter((type) => type !== 'null');
  const has = (type: string) => types.some((one) => one === type);
  const node = followed(documents, site.node);
  if (types.length === 1 && has('array')) {
    const item = node && child(node, 'items');
    return item && defaultContentType({ ...site, node: item }, documents);
  }
  if (types.length === 1 && has('object')) return 'application/json';
  if (has('array') || has('object')) return undefined;
  const format = node && stringChild(node, 'format')?.value;
  const isBytes =
    format === 'binary' ||
    format === 'byte' ||
    (node !== undefined && ['contentEncoding', 'contentMediaType'].some((key) => child(node, key)));
  return isBytes ? 'application/octet-stream' : 'text/plain';
}
